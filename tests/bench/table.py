"""The bench's table: what, ours, the raw limit, their ratio, the target."""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One figure. `smaller_is_better` says on which side of the target it must be."""

    what: str
    unit: str
    ours: float
    target: float
    raw: float | None = None
    raw_is: str = ""
    smaller_is_better: bool = True

    @property
    def holds(self) -> bool:
        """Tell whether the target is met."""
        return (
            self.ours <= self.target
            if self.smaller_is_better
            else self.ours >= self.target
        )

    @property
    def ratio(self) -> float | None:
        """Return ours over the raw limit."""
        return self.ours / self.raw if self.raw else None


def median_ms(act: Callable[[int], object], *, runs: int, warm: int = 5) -> float:
    """Return the median milliseconds of an act that is told its number."""
    for number in range(warm):
        act(number)
    taken = []
    for number in range(warm, warm + runs):
        start = time.perf_counter()
        act(number)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def show(rows: list[Row]) -> str:
    """Return the table as text, as wide as its words."""
    head = ("what", "ours", "raw limit", "ratio", "target", "")
    lines = [
        (
            f"{row.what} ({row.unit})",
            f"{row.ours:,.2f}",
            f"{row.raw:,.2f}" if row.raw is not None else "",
            f"{row.ratio:.2f}" if row.ratio is not None else "",
            f"{'≤' if row.smaller_is_better else '≥'} {row.target:,g}",
            "holds" if row.holds else "MISSED",
        )
        for row in rows
    ]
    widths = [max(len(line[i]) for line in (head, *lines)) for i in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if i in (0, 5) else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in (head, *lines)
    )


def keep(rows: list[Row], path: Path) -> None:
    """Write the figures as JSON, beside those of parts that did not run this time."""
    kept = json.loads(path.read_text()) if path.exists() else {}
    kept.update(
        {
            row.what: asdict(row) | {"holds": row.holds, "ratio": row.ratio}
            for row in rows
        }
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n")
