"""What a terminal is shown of a text that somebody else wrote: no character in it may steer the terminal. Pure."""

import re

_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""Control characters but the tab and the end of a line, marks of direction, half characters."""


def harmless(text: str) -> str:
    """Return a text with what would steer a terminal written out (``\\x1b``), so that it is seen and does nothing."""
    return _STEERS.sub(lambda found: _written_out(found.group()), text)


def on_one_line(text: str) -> str:
    """Return a text as :func:`harmless` leaves it, on one line: it cannot look like a line of ours."""
    return harmless(text).replace("\n", "\\n").replace("\t", "\\t")


def _written_out(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
