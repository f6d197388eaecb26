"""Where a pupil's figure on a home page opens to."""

from reports.presenters.figures_rows import working_href
from reports.rules.selection import Selection
from reports.rules.spans import Span
from reports.selectors.homes import Today


def pupil_working(today: Today, pupil_id: int, span: Span, measure: str) -> str:
    """Return the working of one pupil's figure over some days."""
    selection = Selection(span, "pupil", pupil_id)
    return working_href(today.school, selection, measure)
