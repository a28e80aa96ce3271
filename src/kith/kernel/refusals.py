"""How Kith says no: a named exception with a sentence that a person can act on.

A refusal is never silent and never a bare ``None``. Doors turn refusals into pages, problem details or lines of a report.
"""


class Refusal(Exception):
    """Something was asked that is not allowed. ``code`` names the rule, ``field`` the input to mend."""

    code = "refused"
    field: str | None = None

    def __init__(self, message: str, *, field: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if field is not None:
            self.field = field
        if code is not None:
            self.code = code


class NotPermitted(Refusal):
    """The actor does not have the authority to do this, though they may know that it exists."""

    code = "not_permitted"


class NotFound(Refusal):
    """There is nothing here for this reader. The same answer whether it does not exist or may not be known."""

    code = "not_found"

    def __init__(self, message: str = "There is nothing here, or you may not see it.") -> None:
        super().__init__(message)


class ChangedMeanwhile(Refusal):
    """Somebody saved a newer version: the caller shows both and lets the person choose."""

    code = "changed_meanwhile"

    def __init__(self, message: str, *, theirs: object = None) -> None:
        super().__init__(message)
        self.theirs = theirs
