"""What is wrong with a body, in words: the field, what is wrong with it, and the fix."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from kith.kernel.refusals import Refusal


class FieldProblem(BaseModel):
    """One thing to mend: where, what is wrong, and how to mend it."""

    model_config = ConfigDict(frozen=True)

    field: str
    problem: str
    fix: str


class BodyRefused(Refusal):
    """The body cannot be read as a request for support. ``problems`` names every field and its fix."""

    code = "body_refused"
    source = "docs/using/api.md; design 8 (bad input)"

    def __init__(self, problems: list[FieldProblem], *, reference: str = "") -> None:
        first = problems[0]
        super().__init__(f"{first.field or 'body'}: {first.problem} {first.fix}".strip())
        self.problems = problems
        self.reference = reference
        self.field = first.field


class BodyContradicts(BodyRefused):
    """Every field is well formed, but they contradict each other or the calendar: a relationship to nobody, a birth to come."""

    code = "body_contradicts"
    source = "docs/using/api.md; practice P-15"


class BodyTooLarge(BodyRefused):
    code = "body_too_large"
    source = "docs/using/api.md"


class NotJson(BodyRefused):
    """The text is not JSON at all, or not text that can be kept."""

    code = "not_json"
    source = "docs/using/api.md"


class LineNotKept(BodyRefused):
    """What none of our rules foresaw: the line could not be stored as a request. It is kept to be read."""

    code = "line_not_kept"
    source = "docs/using/bulk.md"

    def __init__(self) -> None:
        problem = "This line could not be stored as a request."
        fix = "Read it under lines that could not be read, and record what it says."
        super().__init__([FieldProblem(field="", problem=problem, fix=fix)])


def shown(value: Any) -> str:
    """Return what was sent as a problem quotes it: cut after forty characters."""
    text = str(value)
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"


def _path(location: tuple[int | str, ...]) -> str:
    path = ""
    for step in location:
        path += f"[{step}]" if isinstance(step, int) else (f".{step}" if path else step)
    return path


_FIXES = {
    "extra_forbidden": ("There is no such field.", "Remove it, or check its spelling."),
    "missing": ("This is missing.", "Add it."),
    "string_type": ("This is not text.", "Give text in quotation marks."),
    "bool_type": ("This is neither true nor false.", "Give true or false, without quotation marks."),
    "int_type": ("This is not a whole number.", "Give a whole number, without quotation marks."),
    "list_type": ("This is not a list.", "Give a list in square brackets."),
    "dict_type": ("This is not an object.", "Give an object in curly brackets."),
    "model_type": ("This is not an object.", "Give an object in curly brackets."),
}


def in_words(error: Any) -> FieldProblem:
    """Return an error of the schema as a problem with its fix. A value of ours says *problem|fix* itself."""
    kind, path, context = error["type"], _path(error["loc"]), error.get("ctx", {})
    if kind == "value_error":
        parts = str(context["error"]).split("|")
        if len(parts) == 3:
            return FieldProblem(field=f"{path}.{parts[0]}".lstrip("."), problem=parts[1], fix=parts[2])
        return FieldProblem(field=path, problem=parts[0], fix=parts[-1] if len(parts) > 1 else "")
    if kind in _FIXES:
        problem, fix = _FIXES[kind]
        return FieldProblem(field=path, problem=problem, fix=fix)
    if kind == "literal_error":
        return FieldProblem(
            field=path,
            problem=f"{shown(error['input'])} is not one of the answers.",
            fix=f"Use {context['expected']}.",
        )
    if kind == "string_too_long":
        return FieldProblem(
            field=path,
            problem=f"The text is longer than {context['max_length']} characters.",
            fix="Shorten it, and put the rest in notes or worries.",
        )
    if kind in {"greater_than_equal", "less_than_equal"}:
        return FieldProblem(field=path, problem=f"{shown(error['input'])} is not possible.", fix="Give an age from 0 to 130.")
    if kind == "too_short":
        return FieldProblem(field=path, problem="Nobody is listed.", fix="Add at least one child.")
    if kind == "too_long":
        return FieldProblem(field=path, problem=f"There are more than {context['max_length']}.", fix="Send fewer.")
    return FieldProblem(field=path, problem=f"{error['msg']}.", fix="Check this field.")
