"""Changes to persons, families, relationships, and to what is protected or restricted.

Each runs inside the door's transaction, in the actor's name. What people say is kept as they say it; what cannot be right is
marked. Other rooms import services from here, and only from here.
"""

from kith.people.index.renewal import rewrite_keys
from kith.people.lists.calibration import keep_calibration
from kith.people.lists.importing import import_people
from kith.people.lists.joining import NothingToJoin, join_imported, leave_out
from kith.people.record.refusals import AlreadyInFamily, AlreadyRestricted, NeedsWords, PersonRefused, RelationshipRefused
from kith.people.record.services.adoption import seal_for_adoption
from kith.people.record.services.agreements import record_agreement
from kith.people.record.services.details import (
    add_contact,
    add_earlier_address,
    add_identifier,
    add_name,
    change_contact,
    end_address,
    end_contact,
    end_identifier,
    end_name,
    move_to,
)
from kith.people.record.services.families import (
    add_to_family,
    change_family,
    change_place,
    join_family,
    leave_family,
    record_family,
)
from kith.people.record.services.persons import EDITABLE, change_person, end_pregnancy, record_birth, record_person
from kith.people.record.services.professionals import add_professional, end_professional
from kith.people.record.services.protections import end_hazard, end_protection, protect, record_hazard
from kith.people.record.services.relationships import change_relationship, end_relationship, mark_mistaken, relate
from kith.people.record.services.restrictions import lift_restriction, name_to_restriction, restrict_family
from kith.people.record.services.risks import end_risk, state_risk
from kith.people.record.services.ties import add_tie, end_tie
from kith.people.same_person.duplicates import find_duplicates, say_different, suggest_pairs
from kith.people.same_person.merging import merge
from kith.people.same_person.refusals import MergeRefused, ObstaclesToSettle
from kith.people.same_person.splitting import split
from kith.people.same_person.undoing import undo_merge

__all__ = [
    "EDITABLE",
    "AlreadyInFamily",
    "AlreadyRestricted",
    "MergeRefused",
    "NeedsWords",
    "NothingToJoin",
    "ObstaclesToSettle",
    "PersonRefused",
    "RelationshipRefused",
    "add_contact",
    "add_earlier_address",
    "add_identifier",
    "add_name",
    "add_professional",
    "add_tie",
    "add_to_family",
    "change_contact",
    "change_family",
    "change_person",
    "change_place",
    "change_relationship",
    "end_address",
    "end_contact",
    "end_hazard",
    "end_identifier",
    "end_name",
    "end_pregnancy",
    "end_professional",
    "end_protection",
    "end_relationship",
    "end_risk",
    "end_tie",
    "find_duplicates",
    "import_people",
    "join_family",
    "join_imported",
    "keep_calibration",
    "leave_family",
    "leave_out",
    "lift_restriction",
    "mark_mistaken",
    "merge",
    "move_to",
    "name_to_restriction",
    "protect",
    "record_agreement",
    "record_birth",
    "record_family",
    "record_hazard",
    "record_person",
    "relate",
    "restrict_family",
    "rewrite_keys",
    "say_different",
    "seal_for_adoption",
    "split",
    "state_risk",
    "suggest_pairs",
    "undo_merge",
]
