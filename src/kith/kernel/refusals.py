"""How Kith says no: a named exception with a sentence that a person can act on.

A refusal is never silent and never a bare ``None``. Doors turn refusals into pages, problem details or lines of a report.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class No:
    """A rule's no: what a person reads, the rule that says so, and the input to mend. ``key``: which of the rule's messages it
    is."""

    message: str
    rule: str
    field: str | None = None
    key: str = ""

    def __str__(self) -> str:
        return self.message

    def __bool__(self) -> bool:
        """Is true, so that ``if problem := rule(…)`` asks whether the rule said no."""
        return True


class Refusal(Exception):
    """Something was asked that is not allowed.

    ``code`` names the kind of refusal, ``field`` the input to mend, ``rule`` the rule that said no: that of a :class:`No`, of
    ``rule``, else the kind itself as ``room.code``. ``source`` says where it comes from; the rule book prints every kind with
    it.
    """

    code = "refused"
    source: ClassVar[str] = "practice P-2"
    field: str | None = None

    def __init__(self, message: str | No, *, field: str | None = None, code: str | None = None, rule: str = "") -> None:
        said = message if isinstance(message, No) else No(message, rule)
        super().__init__(said.message)
        self.message = said.message
        if field is not None or said.field is not None:
            self.field = field if field is not None else said.field
        if code is not None:
            self.code = code
        self.of_rule = said.rule
        self.rule = said.rule or f"{room_of(type(self))}.{self.code}"

    @property
    def line(self) -> str:
        """The refusal as a line of a terminal: the words, and the rule behind them."""
        return f"{self.message} [{self.rule}]"


def room_of(kind: type) -> str:
    """Return the room that a class belongs to."""
    return kind.__module__.removeprefix("kith.").split(".")[0]


class NotPermitted(Refusal):
    """The actor does not have the authority to do this, though they may know that it exists."""

    code = "not_permitted"
    source = "practice P-18"


class NotFound(Refusal):
    """There is nothing here for this reader. The same answer whether it does not exist or may not be known."""

    code = "not_found"
    source = "ADR 0001"

    def __init__(self, message: str = "There is nothing here, or you may not see it.") -> None:
        super().__init__(message)


class ChangedMeanwhile(Refusal):
    """Somebody saved a newer version: the caller shows both and lets the person choose."""

    code = "changed_meanwhile"
    source = "practice P-2"

    def __init__(self, message: str, *, theirs: object = None) -> None:
        super().__init__(message)
        self.theirs = theirs


class FileRefused(Refusal):
    """A file that a command was given cannot be read or written."""

    code = "file_refused"
    source = "design 8 (bad input)"

    def __init__(self, error: OSError, *, done: str = "read") -> None:
        why = (error.strerror or str(error)).lower()
        super().__init__(f"{error.filename or 'The file'} cannot be {done}: {why}. Check its name, and that you may use it.")
