"""Figures of the speed command."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. `limit` is a least figure when more is better, else a greatest."""

    group: str
    name: str
    value: float | None
    unit: str
    limit: float | None = None
    more_is_better: bool = True
    remark: str = ""

    @property
    def is_missed(self) -> bool:
        """Whether the figure is on the wrong side of its limit."""
        if self.value is None or self.limit is None:
            return False
        return self.value < self.limit if self.more_is_better else self.value >= self.limit
