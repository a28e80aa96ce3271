"""A request for support, version 1: its fields and what each may hold."""

import hashlib
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from kith.front_door.body.values import (
    _ANYTHING,
    _SOMETHING,
    SCHOOLS_ETHNICITY,
    Day,
    Instant,
    Text,
    Text10,
    Text40,
    Text60,
    Text100,
    Text120,
    Text160,
    Text200,
    Text300,
    Words,
    YesNoNotAsked,
    _ethnicity,
    _keepable,
    _not_blank,
    _whole,
    census_ethnicity,
)
from kith.practice_model.codes import labels

Kind = Literal["professional", "relative", "public", "self", "child", "anonymous"]


PersonRole = Literal["child", "unborn", "parent", "carer", "relative", "adult"]


RelationshipKind = Literal[
    "mother",
    "father",
    "possible_father",
    "adoptive_parent",
    "legal_parent",
    "foster_parent",
    "guardian",
    "step_parent",
    "sibling",
    "half_sibling",
    "step_sibling",
    "twin",
    "grandparent",
    "aunt_uncle",
    "cousin",
    "partner",
    "ex_partner",
    "friend",
    "neighbour",
    "other",
]
"""What the record calls them too (``people.models.RelationshipKind``): what a form offers is never refused here."""


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
    """Something that somebody must not learn. ``kind`` says which kind of thing it is; left out, the words are read."""

    kind: Literal["address", "telephone", "school", "workplace", "routine", "pregnancy"] | None = None
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


def hash_of(raw: bytes) -> str:
    """Return the SHA-256 of the bytes, by which a replay is known from a different request."""
    return hashlib.sha256(raw).hexdigest()


def hash_of_body(body: RequestBody) -> str:
    """Return the SHA-256 of what the body says, whatever the order or spacing of its JSON."""
    return hash_of(body.model_dump_json(exclude_defaults=True).encode())


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the body, for the API's description."""
    return RequestBody.model_json_schema(by_alias=True, ref_template="#/components/schemas/{model}")
