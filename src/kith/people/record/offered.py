"""The choices that the pages of this room offer, in words."""

from kith.people.models import (
    Answer,
    BirthDateKind,
    ContactDetail,
    FamilyMember,
    Identifier,
    Immigration,
    NameOrder,
    OtherName,
    Professional,
    Protection,
    RelationshipKind,
    ResponsibilityBasis,
    Sex,
    SpecialNeeds,
    Tie,
    Union,
)

ANSWERS = Answer.choices
BIRTH_DATE_KINDS = BirthDateKind.choices
CONTACT_KINDS = ContactDetail.Kind.choices
IDENTIFIER_KINDS = Identifier.Kind.choices
NAME_KINDS = OtherName.Kind.choices
PROTECTED = Protection.What.choices
RELATIONSHIPS = RelationshipKind.choices
ROLES = FamilyMember.Role.choices
SAFE = ContactDetail.Safe.choices
SEXES = Sex.choices
NAME_ORDERS = NameOrder.choices
SPECIAL_NEEDS = SpecialNeeds.choices
IMMIGRATION = Immigration.choices
UNIONS = Union.choices
BASES = ResponsibilityBasis.choices
PROFESSIONALS = Professional.Kind.choices
CIRCLES = Tie.Circle.choices
QUALITIES = Tie.Quality.choices
DIRECTIONS = Tie.Direction.choices
