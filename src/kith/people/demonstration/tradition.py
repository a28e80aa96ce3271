"""How people of one tradition are named."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tradition:
    """How people of one tradition are named. ``gendered`` surnames are pairs (man's, woman's) written ``a/b``."""

    code: str
    group: str
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]
    language: str = ""

    def surname(self, number: int, sex: str) -> str:
        """Return the surname as a woman or a man bears it."""
        man, _, woman = self.surnames[number % len(self.surnames)].partition("/")
        return woman if woman and sex == "F" else man
