"""The result of comparing one part of two descriptions. Pure."""

from datetime import date
from typing import Any, NamedTuple


class Told(NamedTuple):
    """One comparison: which part, which level of it, what it adds for being rare, and its words,
    which may name ``a`` and ``b``."""

    part: str
    level: str
    rarity: float = 0.0
    template: str = ""
    a: Any = None
    b: Any = None

    @property
    def words(self) -> str:
        """The reason in words."""
        return self.template.format(a=_said(self.a), b=_said(self.b)) if self.template else ""


def _said(value: Any) -> str:
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return " ".join(part.capitalize() for part in value) if isinstance(value, tuple) else str(value)
