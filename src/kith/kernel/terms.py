"""An area's own words for the things of the field, wherever a text is made: on a screen, in a list, on a print.

``term("family_help_plan")`` is read when it is shown, by the words of the area that is acted in then, so a label, a choice of a
model or a link of a menu is written once for every area. A higher room says where the words are (:func:`read_with`).
"""

from collections.abc import Callable, Mapping

from django.utils.functional import lazy

Words = Callable[[bool], Mapping[str, str]]
"""Returns an area's terms by code; asked with ``True``, what a family reads for each."""

_words: list[Words] = []


def read_with(words: Words) -> None:
    """Have terms read from ``words``."""
    _words[:] = [words]


def term(code: str) -> str:
    """Return the area's term for a thing, read when it is shown."""
    return area_words(f"{{{code}}}")


def family_term(code: str) -> str:
    """Return what a family of the area reads for a thing, read when it is shown."""
    return _later(f"{{{code}}}", True)


def area_words(text: str) -> str:
    """Return a text in which ``{code}`` stands for the area's term, read when it is shown."""
    return _later(text, False)


def _said(text: str, family: bool) -> str:
    return text.format_map(_words[0](family)) if _words else text


_later = lazy(_said, str)
