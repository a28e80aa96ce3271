"""The tables of this room. Imported from here by every other room and inner room."""

from kith.people.models.answers import Answer
from kith.people.models.bases import AreaRecord, FamilyRecord, PersonRecord, Versioned
from kith.people.models.family import Agreement, Family, FamilyMember
from kith.people.models.imports import Imported
from kith.people.models.index import Calibration, MatchKey, NameWord
from kith.people.models.merging import Merge, PossibleDuplicate, SealedLink
from kith.people.models.names import Identifier, OtherName
from kith.people.models.person import BirthDateKind, Immigration, NameOrder, Person, Sex, SpecialNeeds
from kith.people.models.places import Address, ContactDetail
from kith.people.models.protection import Hazard, Protection, RestrictedNotice, RiskStatement
from kith.people.models.relationships import Relationship, RelationshipKind, ResponsibilityBasis, Union
from kith.people.models.ties import Professional, Tie

__all__ = [
    "Address",
    "Agreement",
    "Answer",
    "AreaRecord",
    "BirthDateKind",
    "Calibration",
    "ContactDetail",
    "Family",
    "FamilyMember",
    "FamilyRecord",
    "Hazard",
    "Identifier",
    "Immigration",
    "Imported",
    "MatchKey",
    "Merge",
    "NameOrder",
    "NameWord",
    "OtherName",
    "Person",
    "PersonRecord",
    "PossibleDuplicate",
    "Professional",
    "Protection",
    "Relationship",
    "RelationshipKind",
    "ResponsibilityBasis",
    "RestrictedNotice",
    "RiskStatement",
    "SealedLink",
    "Sex",
    "SpecialNeeds",
    "Tie",
    "Union",
    "Versioned",
]
