"""The choices that the pages of this room offer, in words."""

from kith.people.models import (
    BirthDateKind,
    ContactDetail,
    FamilyMember,
    Identifier,
    OtherName,
    Protection,
    RelationshipKind,
    Sex,
)

BIRTH_DATE_KINDS = BirthDateKind.choices
CONTACT_KINDS = ContactDetail.Kind.choices
IDENTIFIER_KINDS = Identifier.Kind.choices
NAME_KINDS = OtherName.Kind.choices
PROTECTED = Protection.What.choices
RELATIONSHIPS = RelationshipKind.choices
ROLES = FamilyMember.Role.choices
SAFE = [("yes", "Safe to use"), ("no", "Not safe"), ("not_asked", "Not asked")]
SEXES = Sex.choices
