"""Addresses of children who must be found safe and well."""

from django.urls import path

from followup.views import safe_and_well, safe_and_well_acts, vulnerable

urlpatterns = [
    path("absence/safe-and-well/", safe_and_well.cases, name="absence-cases"),
    path("absence/safe-and-well/<int:spell>/", safe_and_well.case, name="absence-case"),
    *(
        path(
            f"absence/safe-and-well/<int:spell>/{part}/",
            view,
            name=f"absence-case-{part.split('/', maxsplit=1)[0]}",
        )
        for part, view in (
            ("tell", safe_and_well.tell),
            ("decide", safe_and_well_acts.decide),
            ("assess", safe_and_well_acts.assess),
            ("visit", safe_and_well_acts.visit),
            ("ask", safe_and_well_acts.ask),
            ("outcome", safe_and_well_acts.outcome),
            ("answer/<int:enquiry>", safe_and_well_acts.answer),
            ("letter/<int:visit>", safe_and_well.letter),
        )
    ),
    path("absence/vulnerable/", vulnerable.vulnerable, name="absence-vulnerable"),
    path("absence/vulnerable/add/", vulnerable.add, name="absence-vulnerable-add"),
    path(
        "absence/vulnerable/<int:listing>/review/",
        vulnerable.review,
        name="absence-vulnerable-review",
    ),
    path(
        "absence/vulnerable/<int:listing>/remove/",
        vulnerable.remove,
        name="absence-vulnerable-remove",
    ),
]
