"""To be measured."""

from tests.bench.data import BenchData
from tests.bench.table import Row


def measure(data: BenchData) -> list[Row]:
    return []
