"""Two people who marked one pupil differently: both entries, in one sentence."""

from register.presenters.entries import EntryLine


def clash_of(standing: EntryLine | None, typed: str) -> str:
    """Say what stands by now beside what was typed, and ask."""
    if standing is None:
        return "The mark was taken back meanwhile. Look at it again."
    return (
        f"Meanwhile {standing.by_name}, {standing.by_position}, entered"
        f" {standing.chip.code} ({standing.chip.words.lower()}) at {standing.when}. You"
        f" chose {typed}. Save again to put yours in its place, or leave it as it is."
    )
