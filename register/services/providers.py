"""Keeps the places where pupils are taught other than the school."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from core.periods import ONE_DAY
from register.models import Arrangement, Provider
from schools.models import Body
from schools.services.refusals import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What is known of a provider."""

    name: str
    address: str = ""
    contact_name: str = ""
    telephone: str = ""
    email: str = ""
    is_school: bool = False


@transaction.atomic
def keep_provider(
    *, school: Body, place: Place, today: dt.date, provider: Provider | None = None
) -> Provider:
    """Add a provider, or keep what is known of one anew."""
    facts = {name: getattr(place, name) for name in Place.__dataclass_fields__}
    same = Provider.objects.on(today).filter(school=school, name__iexact=place.name)
    if same.exclude(pk=provider.pk if provider else None).exists():
        raise Refused("A provider of this name is there already.", field="name")
    if provider is None:
        return Provider.objects.create(school=school, starts_on=today, **facts)
    for name, value in facts.items():
        setattr(provider, name, value)
    provider.save()
    return provider


@transaction.atomic
def end_provider(*, provider: Provider, today: dt.date) -> Provider:
    """Offer a provider for nothing new, once no pupil is there any more."""
    row: Provider = Provider.objects.select_for_update(no_key=True).get(pk=provider.pk)
    if Arrangement.objects.on(today).filter(provider=row, ended_at=None).exists():
        raise Refused("Pupils are still there: end their arrangements first.")
    if row.ends_on is None:
        row.ends_on = max(today, row.starts_on + ONE_DAY)
        row.save(update_fields=["ends_on"])
    return row
