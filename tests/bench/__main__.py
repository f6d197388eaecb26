"""`make bench`, or `make bench ONLY=register`: prints the table, keeps it as JSON."""

import os
import sys

import tests.plugin  # noqa: F401 - the environment, before Django reads it
from attendance.stack.places import places

# Storage first: what later parts write would be counted with the marks.
PARTS = ("storage", "register", "throughput", "screen", "figures", "letters", "absence")


def main() -> int:
    """Run the parts that were asked for, on a database made for this run."""
    only = os.environ.get("ONLY", "")
    chosen = [part for part in PARTS if only in ("", part)]
    if not chosen:
        sys.stderr.write(f"ONLY is one of: {', '.join(PARTS)}\n")
        return 2
    from tests.bench.run import run
    from tests.bench.table import keep, show

    rows = run(chosen)
    sys.stdout.write(show(rows) + "\n")
    keep(rows, places().data / "bench.json")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
