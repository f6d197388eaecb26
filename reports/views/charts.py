"""Charts of figures as pictures of their own, for pages and paper alike."""

from django.http import Http404, HttpResponse

from reports.presenters.figures_charts import CHARTS
from reports.selectors.figures_people import Nobody, People
from reports.views.figures import asked
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.states import Act


def figure_chart(request: ScopedRequest, school: Body, chart: str) -> HttpResponse:
    """Draw one chart of a selection as SVG."""
    request.scope.check(Act.SEE_FIGURES)
    if chart not in CHARTS:
        raise Http404
    selection = asked(request, school)
    if selection.of == "pupil":
        request.scope.check(Act.SEE_PUPILS)
    try:
        picture = CHARTS[chart](People(school, selection))
    except Nobody:
        raise Http404 from None
    response = HttpResponse(picture, content_type="image/svg+xml")
    response["Cache-Control"] = "private, max-age=60"
    # Nothing of the picture may load or run: it is text and shapes.
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'"
    )
    return response
