"""What is kept of a text that could not be read when its sender asked not to be named (practice P-4). Pure.

The text may be no JSON at all, so it is read by its signs alone. Nothing but what says who sends is taken out.
"""

import json
import re
from collections.abc import Iterator

LEFT_OUT = "(left out: the sender asked not to be named)"

_ANONYMOUS = re.compile(r"""["']kind["']\s*:\s*["']anonymous["']""")
_SENDER = re.compile(r"""["']sender["']\s*:\s*""")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)(?:"|$)', re.DOTALL)
_KEPT = {"telephone", "role", "safe_to_contact", "may_be_named", "told_family", "told_family_reason"}
"""Fields of a sender that an anonymous request may hold."""

_NAMED = {"name", "email"}
LONG_ENOUGH = 4
"""Shorter values are taken out of the sender alone: elsewhere they may be part of any word."""


class Unnamed:
    """A refused text without what says who its anonymous sender is; any other text as it is."""

    def __init__(self, text: str) -> None:
        self.names: list[str] = []
        self.text = self.of(self._without_sender(text)) if _ANONYMOUS.search(text) else text

    def of(self, words: str) -> str:
        """Return words that were said of the text without the sender's name."""
        for name in self.names:
            words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", LEFT_OUT, words)
        return words

    def _without_sender(self, text: str) -> str:
        at = 0
        pieces = []
        for found in _SENDER.finditer(text):
            if found.end() < at:
                continue
            end = _end_of_value(text, found.end())
            pieces += [text[at : found.end()], *self._values_left_out(text[found.end() : end])]
            at = end
        return "".join([*pieces, text[at:]])

    def _values_left_out(self, value: str) -> Iterator[str]:
        key, at = "", 0
        for found in _STRING.finditer(value):
            if re.match(r"\s*:", value[found.end() :]):
                key = found.group(1)
                continue
            if key in _KEPT:
                continue
            self._remember(key, found.group(1))
            yield value[at : found.start()] + f'"{LEFT_OUT}"'
            at = found.end()
        yield value[at:]

    def _remember(self, key: str, written: str) -> None:
        if key not in {*_NAMED, ""} or len(written.strip()) < LONG_ENOUGH:
            return
        self.names.append(written.strip())
        try:
            self.names.append(json.loads(f'"{written}"').strip())
        except ValueError:
            return


def _end_of_value(text: str, start: int) -> int:
    """Return where the value that begins at ``start`` ends: behind its last bracket or quotation mark, else where the people of a
    request begin, else the end of the text."""
    depth, at = 0, start
    while at < len(text):
        if text[at] == '"':
            found = _STRING.match(text, at)
            at = found.end() if found else len(text)
        else:
            depth += (text[at] in "{[") - (text[at] in "}]")
            at += 1
        if depth <= 0 and text[start:at].strip():
            return at
    people = text.find('"people"', start)
    return people if people > 0 else len(text)
