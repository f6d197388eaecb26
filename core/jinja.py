"""The Jinja2 environment: GOV.UK macros, our components, and how staff write dates."""

from functools import cache, lru_cache
from typing import Any

from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import json_script
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from core import words
from core.printing import print_plainly


def environment(**options: Any) -> Environment:
    """Build the environment that Django's Jinja2 backend asks for."""
    loader = options.pop("loader")
    # Django's backend asks for autoescape in its options.
    env = Environment(  # noqa: S701
        **options,
        loader=ChoiceLoader(
            [
                loader,
                PrefixLoader(
                    {"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}
                ),
            ]
        ),
        extensions=["jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    print_plainly(env)
    # Names of assets stay what they are for as long as a process lives.
    env.globals.update(static=cache(static), url=_url, messages=get_messages)
    env.filters.update(words.FILTERS, json_script=json_script)
    return env


# Finding an address by its name costs more than printing it, and never changes.
@lru_cache(8192)
def _url(name: str, **kwargs: Any) -> str:
    return reverse(name, kwargs=kwargs)
