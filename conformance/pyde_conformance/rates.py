"""Rates: how often a second something can be done."""

import statistics
import time
from collections.abc import Callable

REPEATS = 5
REPEAT_SECONDS = 0.2


def measure_rate(work: Callable[[], object]) -> float:
    """How often a second something can be done: the median of several repeats."""
    count = 1
    while (seconds := time_calls(work, count)) < REPEAT_SECONDS / 4:
        count *= 2
    count = max(1, round(count * REPEAT_SECONDS / seconds))
    return statistics.median(count / time_calls(work, count) for _ in range(REPEATS))


def time_calls(work: Callable[[], object], count: int) -> float:
    """The seconds that so many calls take."""
    begin = time.perf_counter()
    for _ in range(count):
        work()
    return time.perf_counter() - begin
