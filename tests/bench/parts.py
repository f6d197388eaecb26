"""Which part measures what."""

from collections.abc import Callable

from tests.bench import absence, figures, letters, register, screen, storage, throughput
from tests.bench.data import BenchData, load
from tests.bench.table import Row

Part = Callable[[BenchData], list[Row]]

BY_NAME: dict[str, Part] = {
    "register": register.measure,
    "figures": figures.measure,
    "storage": storage.measure,
    "throughput": throughput.measure,
    "screen": screen.measure,
    "letters": letters.measure,
    "absence": absence.measure,
}


def run(parts: list[str]) -> list[Row]:
    """Measure the parts on one set of data, in order."""
    data = load()
    return [row for part in parts for row in BY_NAME[part](data)]
