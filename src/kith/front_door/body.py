"""The body of a request for support, version 1, as the API, the forms and ``kith intake`` take it.

Reading is strict: what is not understood is refused with the field's path and the fix, never guessed. What people write in text
fields is kept as it is.
"""

import hashlib
import json
import re
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)

from kith.kernel.refusals import Refusal
from kith.kernel.time import london_date
from kith.practice_model.codes import labels

MAXIMUM_BYTES = 1_048_576
OLDEST_YEAR = 1900

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})")
_MONTHS = "January February March April May June July August September October November December".split()


class FieldProblem(BaseModel):
    """One thing to mend: where, what is wrong, and how to mend it."""

    model_config = ConfigDict(frozen=True)

    field: str
    problem: str
    fix: str


class BodyRefused(Refusal):
    """The body cannot be read as a request for support. ``problems`` names every field and its fix."""

    code = "body_refused"

    def __init__(self, problems: list[FieldProblem], *, reference: str = "") -> None:
        first = problems[0]
        super().__init__(f"{first.field or 'body'}: {first.problem} {first.fix}".strip())
        self.problems = problems
        self.reference = reference
        self.field = first.field


class BodyContradicts(BodyRefused):
    """Every field is well formed, but they contradict each other or the calendar: a relationship to nobody, a birth to come."""

    code = "body_contradicts"


class BodyTooLarge(BodyRefused):
    code = "body_too_large"


class NotJson(BodyRefused):
    """The text is not JSON at all, or not text that can be kept."""

    code = "not_json"


def _date(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise ValueError(f"{_shown(value)} is not a date.|Give the date as YYYY-MM-DD, for example 2017-04-07.")
    year, month, day = (int(part) for part in value.split("-"))
    if not 1 <= month <= 12:
        raise ValueError(f"{value} is not a date: there is no month {month}.|Give the date as YYYY-MM-DD.")
    try:
        read = date(year, month, day)
    except ValueError:
        raise ValueError(
            f"{value} is not a date: {_MONTHS[month - 1]} {year} has no day {day}.|Check the date with whoever gave it."
        ) from None
    return read


def _instant(value: Any) -> Any:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("The time has no offset from UTC.|Add the offset, for example 2026-01-17T23:48:00+00:00.")
        return value
    if not isinstance(value, str):
        raise ValueError("This is not a time.|Give it as text, for example 2026-01-17T23:48:00+00:00.")
    if not _TIME.fullmatch(value):
        if _TIME.fullmatch(value + "Z"):
            raise ValueError(
                f"{value} has no offset from UTC.|Add the offset, for example {value}+00:00 in winter or +01:00 in summer."
            )
        raise ValueError(f"{_shown(value)} is not a time.|Give it as 2026-01-17T23:48:00+00:00.")
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value} is not a time that exists.|Check the day and the hour.") from None


def _whole(value: Any) -> Any:
    """JSON knows one kind of number: 3.0 is the whole number 3."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _keepable(value: str) -> str:
    if "\x00" in value:
        raise ValueError("The text holds a null character.|Remove the null character (\\u0000).")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError("The text holds half of a character (a lone surrogate).|Send the text again as UTF-8.") from None
    return value.strip()


def _not_blank(value: str) -> str:
    if not value:
        raise ValueError("This is empty.|Fill it in.")
    return value


SCHOOLS_ETHNICITY = {
    **dict.fromkeys("WALB WBOS WCRO WEEU WEUR WGRC WGRE WGRK WITA WKOS WOTW WPOR WSER WTUC WTUK WTUR WWEU".split(), "WOTH"),
    **dict.fromkeys("MWAI MWAO MWAP".split(), "MWAS"),
}
"""The school census's finer codes that schools send, and the code of the children in need census each belongs to."""


def census_ethnicity(sent: str) -> str:
    """Return the ethnicity code of the children in need census for the code that was sent."""
    return SCHOOLS_ETHNICITY.get(sent, sent)


def _ethnicity(value: str) -> str:
    if value and value not in labels("ethnicity") and value not in SCHOOLS_ETHNICITY:
        raise ValueError(
            f"{_shown(value)} is not an ethnicity code.|Use one of {', '.join(sorted(labels('ethnicity')))}, or leave it out."
        )
    return value


_ANYTHING: dict[str, Any] = {"pattern": r"^[^\u0000]*$"}
_SOMETHING: dict[str, Any] = {"minLength": 1, "pattern": r"^[^\u0000]*[^\s\u0000][^\u0000]*$"}
"""What the description says of text: no null character; not blank."""

Text = Annotated[str, AfterValidator(_keepable), Field(json_schema_extra=_ANYTHING)]
Words = Annotated[str, AfterValidator(_keepable), AfterValidator(_not_blank), Field(json_schema_extra=_SOMETHING)]
Day = Annotated[date, BeforeValidator(_date), Field(json_schema_extra={"type": "string", "format": "date"})]
Instant = Annotated[datetime, BeforeValidator(_instant), Field(json_schema_extra={"type": "string", "format": "date-time"})]
YesNoNotAsked = Literal["yes", "no", "not_asked"]


Text10 = Annotated[str, Field(max_length=10, json_schema_extra=_ANYTHING), AfterValidator(_keepable)]
Text40 = Annotated[str, Field(max_length=40, json_schema_extra=_ANYTHING), AfterValidator(_keepable)]
Text60 = Annotated[str, Field(max_length=60, json_schema_extra=_ANYTHING), AfterValidator(_keepable)]
Text100 = Annotated[str, Field(max_length=100, json_schema_extra=_ANYTHING), AfterValidator(_keepable)]
Text120 = Annotated[str, Field(max_length=120, json_schema_extra=_ANYTHING), AfterValidator(_keepable)]
Text160 = Annotated[str, Field(max_length=160, json_schema_extra=_ANYTHING), AfterValidator(_keepable)]
Text200 = Annotated[str, Field(max_length=200, json_schema_extra=_ANYTHING), AfterValidator(_keepable)]
Text300 = Annotated[str, Field(max_length=300, json_schema_extra=_ANYTHING), AfterValidator(_keepable)]

Kind = Literal["professional", "relative", "public", "self", "child", "anonymous"]
PersonRole = Literal["child", "unborn", "parent", "carer", "relative", "adult"]
RelationshipKind = Literal[
    "mother",
    "father",
    "sibling",
    "half_sibling",
    "grandparent",
    "partner",
    "ex_partner",
    "step_parent",
    "aunt_uncle",
    "friend",
    "other",
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Sender(_Strict):
    """Who asks, how to reach them safely, and whether they may be named to the family."""

    name: Text160 = ""
    role: Text160 = ""
    organisation: Text200 = ""
    telephone: Text60 = ""
    email: Text160 = ""
    may_be_named: YesNoNotAsked = "not_asked"
    safe_to_contact: Text300 = ""
    told_family: Literal["yes", "no"] | None = None
    told_family_reason: Text = ""


class PersonNamed(_Strict):
    """One person as the sender knows them. Only ``key`` and ``role`` are needed."""

    key: Annotated[
        str,
        Field(max_length=40, json_schema_extra=_SOMETHING),
        AfterValidator(_keepable),
        AfterValidator(_not_blank),
    ]
    role: PersonRole
    forename: Text100 = ""
    surname: Text100 = ""
    known_as: Text100 = ""
    date_of_birth: Day | None = None
    expected_date: Day | None = None
    age: Annotated[int, Field(ge=0, le=130), BeforeValidator(_whole)] | None = None
    sex: Literal["M", "F", "U"] | None = None
    ethnicity: Annotated[
        str,
        AfterValidator(_keepable),
        AfterValidator(_ethnicity),
        Field(json_schema_extra={"enum": ["", *sorted(labels("ethnicity")), *sorted(SCHOOLS_ETHNICITY)]}),
    ] = ""
    language: Text60 = ""
    interpreter: Text120 = ""
    disability: Text200 = ""
    nhs_number: Text40 = ""
    upn: Text40 = ""
    school: Text160 = ""
    address: Text300 = ""
    postcode: Text10 = ""
    telephone: Text60 = ""
    lives_with: Text300 = ""
    notes: Text = ""

    @property
    def ethnicity_code(self) -> str:
        """The code of the children in need census for what was sent."""
        return census_ethnicity(self.ethnicity)

    @property
    def is_child(self) -> bool:
        """A child the request may be decided about, born or unborn."""
        return self.role in ("child", "unborn")


class Relationship(_Strict):
    """``from`` is the ``kind`` of ``to``; both are keys of ``people``."""

    from_key: Annotated[str, Field(alias="from", max_length=40, json_schema_extra=_ANYTHING), AfterValidator(_keepable)]
    to_key: Annotated[str, Field(alias="to", max_length=40, json_schema_extra=_ANYTHING), AfterValidator(_keepable)]
    kind: RelationshipKind
    parental_responsibility: bool | None = None


class Agreed(_Strict):
    """What was said about a service and about sharing, by whom, and why not."""

    service: YesNoNotAsked = "not_asked"
    sharing: YesNoNotAsked = "not_asked"
    by: Text = ""
    reason_if_not: Text = ""


class Protected(_Strict):
    """Something that somebody must not learn."""

    what: Words
    from_whom: Annotated[
        str,
        Field(alias="from", json_schema_extra=_SOMETHING),
        AfterValidator(_keepable),
        AfterValidator(_not_blank),
    ]


_A_CHILD: dict[str, Any] = {
    "contains": {
        "type": "object",
        "properties": {"role": {"enum": ["child", "unborn"]}},
        "required": ["role"],
    }
}


class RequestBody(_Strict):
    """A request for support, version 1."""

    reference: Annotated[
        str,
        Field(max_length=64, json_schema_extra=_SOMETHING),
        AfterValidator(_keepable),
        AfterValidator(_not_blank),
    ]
    received_at: Instant | None = None
    channel: Text60 = ""
    kind: Kind
    sender: Sender = Sender()
    immediate_danger: Literal[True, False, "not_sure"] | None = None
    people: Annotated[list[PersonNamed], Field(min_length=1, max_length=60, json_schema_extra=_A_CHILD)]
    relationships: Annotated[list[Relationship], Field(max_length=400)] = []
    worries: Words
    strengths: Text = ""
    tried: Text = ""
    wanted: Text = ""
    family_views: Text = ""
    child_views: Text = ""
    agreement: Agreed = Agreed()
    hazards: Text = ""
    protect: Annotated[list[Protected], Field(max_length=40)] = []

    @property
    def in_danger(self) -> str:
        """Return the sender's answer as it is kept: ``yes``, ``no``, ``not_sure``, or empty when nothing was said."""
        if isinstance(self.immediate_danger, bool):
            return "yes" if self.immediate_danger else "no"
        return self.immediate_danger or ""

    @property
    def children(self) -> list[PersonNamed]:
        """The children named, born and unborn."""
        return [person for person in self.people if person.is_child]


def read_body(raw: bytes, *, now: datetime) -> RequestBody:
    """Return the request that ``raw`` (UTF-8 JSON, at most 1 MiB) holds.

    Raises :class:`BodyTooLarge`, :class:`NotJson`, :class:`BodyRefused` or :class:`BodyContradicts` with every problem, its field and its fix.
    """
    return check_body(read_json(raw), now=now)


def read_json(raw: bytes) -> dict[str, Any]:
    """Return the JSON object in ``raw``. Duplicate keys, null characters and numbers that are none are refused."""
    if len(raw) > MAXIMUM_BYTES:
        raise BodyTooLarge([FieldProblem(field="", problem="The request is larger than 1 MiB.", fix="Send less text.")])
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotJson(
            [FieldProblem(field="", problem=f"Byte {error.start} is not UTF-8.", fix="Send the text as UTF-8.")]
        ) from None
    if "\x00" in text:
        raise NotJson([FieldProblem(field="", problem="The text holds a null character.", fix="Remove the null character.")])
    try:
        read = json.loads(text, object_pairs_hook=_without_duplicates, parse_constant=_no_constant)
    except _Twice as twice:
        raise BodyRefused(
            [
                FieldProblem(
                    field=twice.key,
                    problem=f"The key {_shown(twice.key)} stands twice in one object.",
                    fix="Keep one of the two.",
                )
            ],
            reference=reference_in(text),
        ) from None
    except json.JSONDecodeError as error:
        raise NotJson(
            [
                FieldProblem(
                    field="",
                    problem=f"This is not JSON: {error.msg.lower()} at line {error.lineno}, column {error.colno}.",
                    fix="Send one JSON object.",
                )
            ],
            reference=reference_in(text),
        ) from None
    except (RecursionError, ValueError):
        raise NotJson(
            [FieldProblem(field="", problem="This is not JSON that can be read.", fix="Send one plain JSON object.")],
            reference=reference_in(text),
        ) from None
    if not isinstance(read, dict):
        raise NotJson([FieldProblem(field="", problem="This is not a JSON object.", fix="Send one JSON object.")])
    return read


def check_body(read: dict[str, Any], *, now: datetime) -> RequestBody:
    """Return the request that a JSON object (or a form's fields) describes. Raises :class:`BodyRefused`."""
    reference = read.get("reference")
    shown_reference = reference if isinstance(reference, str) else ""
    try:
        body = RequestBody.model_validate(read)
    except ValidationError as error:
        raise BodyRefused([_in_words(each) for each in error.errors()], reference=shown_reference) from None
    problems = _whole_body_problems(body, now)
    if problems:
        raise BodyContradicts(problems, reference=shown_reference)
    return body


def hash_of(raw: bytes) -> str:
    """Return the SHA-256 of the bytes, by which a replay is known from a different request."""
    return hashlib.sha256(raw).hexdigest()


def hash_of_body(body: RequestBody) -> str:
    """Return the SHA-256 of what the body says, whatever the order or spacing of its JSON."""
    return hash_of(body.model_dump_json(exclude_defaults=True).encode())


def reference_in(text: str) -> str:
    """Return the reference that can be read in a text that is not a valid body, or an empty text."""
    found = re.search(r'"reference"\s*:\s*"((?:[^"\\]|\\.){1,64})"', text)
    return found.group(1) if found else ""


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the body, for the API's description."""
    return RequestBody.model_json_schema(by_alias=True, ref_template="#/components/schemas/{model}")


class _Twice(Exception):
    def __init__(self, key: str) -> None:
        self.key = key


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _Twice(key)
            seen.add(key)
    return made


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _whole_body_problems(body: RequestBody, now: datetime) -> list[FieldProblem]:
    problems = []
    today = london_date(now)
    keys: set[str] = set()
    for index, person in enumerate(body.people):
        if person.key in keys:
            problems.append(
                FieldProblem(
                    field=f"people[{index}].key",
                    problem=f"The key {_shown(person.key)} is used twice.",
                    fix="Give each person a key of their own.",
                )
            )
        keys.add(person.key)
        if person.date_of_birth and person.date_of_birth > today + timedelta(days=1):
            problems.append(
                FieldProblem(
                    field=f"people[{index}].date_of_birth",
                    problem=f"{person.date_of_birth} has not come yet.",
                    fix="Check the date; for a child not yet born use the role unborn and expected_date.",
                )
            )
        for field, day in (("date_of_birth", person.date_of_birth), ("expected_date", person.expected_date)):
            if day and day.year < OLDEST_YEAR:
                problems.append(
                    FieldProblem(
                        field=f"people[{index}].{field}",
                        problem=f"{day} is before {OLDEST_YEAR}.",
                        fix="Check the year.",
                    )
                )
        if person.role == "unborn" and person.date_of_birth:
            problems.append(
                FieldProblem(
                    field=f"people[{index}].date_of_birth",
                    problem="An unborn child has no date of birth.",
                    fix="Use expected_date, or the role child.",
                )
            )
        if person.role != "unborn" and person.expected_date:
            problems.append(
                FieldProblem(
                    field=f"people[{index}].expected_date",
                    problem="Only an unborn child has an expected date.",
                    fix="Use date_of_birth, or the role unborn.",
                )
            )
    if not body.children:
        problems.append(
            FieldProblem(
                field="people",
                problem="No child is named.",
                fix="Add at least one person with the role child or unborn.",
            )
        )
    for index, related in enumerate(body.relationships):
        for end, key in (("from", related.from_key), ("to", related.to_key)):
            if key not in keys:
                problems.append(
                    FieldProblem(
                        field=f"relationships[{index}].{end}",
                        problem=f"There is nobody with the key {_shown(key)}.",
                        fix="Use the key of one of the people.",
                    )
                )
        if related.from_key == related.to_key:
            problems.append(
                FieldProblem(
                    field=f"relationships[{index}]",
                    problem="Nobody is related to themselves.",
                    fix="Use two different keys.",
                )
            )
    if body.received_at and body.received_at > now:
        problems.append(
            FieldProblem(
                field="received_at",
                problem="This time has not come yet.",
                fix="Give the time it was received, not later than now.",
            )
        )
    if body.kind == "anonymous" and any((body.sender.name, body.sender.organisation, body.sender.email)):
        problems.append(
            FieldProblem(
                field="sender",
                problem="An anonymous request carries no name, organisation or email.",
                fix="Leave them out, or say who asks with another kind.",
            )
        )
    return problems


def _shown(value: Any) -> str:
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


def _in_words(error: Any) -> FieldProblem:
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
            problem=f"{_shown(error['input'])} is not one of the answers.",
            fix=f"Use {context['expected']}.",
        )
    if kind == "string_too_long":
        return FieldProblem(
            field=path,
            problem=f"The text is longer than {context['max_length']} characters.",
            fix="Shorten it, and put the rest in notes or worries.",
        )
    if kind in {"greater_than_equal", "less_than_equal"}:
        return FieldProblem(field=path, problem=f"{_shown(error['input'])} is not possible.", fix="Give an age from 0 to 130.")
    if kind == "too_short":
        return FieldProblem(field=path, problem="Nobody is listed.", fix="Add at least one child.")
    if kind == "too_long":
        return FieldProblem(field=path, problem=f"There are more than {context['max_length']}.", fix="Send fewer.")
    return FieldProblem(field=path, problem=f"{error['msg']}.", fix="Check this field.")
