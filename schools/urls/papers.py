"""Addresses of what a body has agreed in words: policies, duties, whom to ask."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from schools.views.manage import contact_points, duties, policies


def papers_of(kind: str, under: str = "") -> list[URLPattern]:
    """Return the addresses for bodies of a kind, their names beginning with it."""
    policy, duty, point = "policies/", "duties/", "contact-points/"
    views: dict[str, tuple[Callable[..., HttpResponse], str]] = {
        policy: (policies.policies, "policies"),
        f"{policy}add/": (policies.adopt, "policy-adopt"),
        f"{policy}<int:policy>/": (policies.policy, "policy"),
        duty: (duties.duties, "duties"),
        f"{duty}start/": (duties.start, "duties-start"),
        f"{duty}add/": (duties.add, "duty-add"),
        f"{duty}<int:duty>/": (duties.change, "duty-change"),
        f"{duty}<int:duty>/end/": (duties.end, "duty-end"),
        point: (contact_points.contact_points, "contact-points"),
        f"{point}add/": (contact_points.add, "contact-point-add"),
        f"{point}<int:point>/": (contact_points.change, "contact-point"),
        f"{point}<int:point>/check/": (contact_points.check, "contact-point-check"),
        f"{point}<int:point>/end/": (contact_points.end, "contact-point-end"),
    }
    return [
        path(f"{under}{route}", view, name=f"{kind}-{name}")
        for route, (view, name) in views.items()
    ]
