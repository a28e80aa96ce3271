"""What the people room gives to the other rooms."""

from kith.people.messages import MESSAGES
from kith.people.models import (
    Address,
    Agreement,
    ContactDetail,
    Family,
    FamilyMember,
    Hazard,
    Identifier,
    Imported,
    Merge,
    OtherName,
    Person,
    PossibleDuplicate,
    Professional,
    Protection,
    Relationship,
    RiskStatement,
    SealedLink,
    Tie,
)
from kith.people.my_day import my_day
from kith.people.record.codes import IN_WORDS
from kith.people.same_person.rules import may_merge
from kith.people.same_person.states import PAIR
from kith.workbench.about import MenuLink, Tab
from kith.workbench.places import OfMenu, OfTabs
from kith.workbench.rooms import Room, Rows

ROOM = Room(
    name="people",
    tables={
        Person: Rows("Person", family="", coded=IN_WORDS),
        Family: Rows("Family", family="id"),
        FamilyMember: Rows("Place in the family", lambda r: r.get_role_display()),
        OtherName: Rows("Other name", family=""),
        Identifier: Rows("Number", family=""),
        Address: Rows("Address", family=""),
        ContactDetail: Rows("Contact", family="", hidden=frozenset({"key"})),
        Protection: Rows("Protection", family=""),
        Hazard: Rows("Before visiting", family=""),
        Relationship: Rows("Relationship", family=""),
        Tie: Rows("Tie", family=""),
        Professional: Rows("School or professional", family=""),
        RiskStatement: Rows("May pose a risk", lambda r: r.words, hidden=frozenset({"words"})),
        Merge: Rows("Records joined", family=""),
        PossibleDuplicate: Rows("Possible duplicate", family=""),
        SealedLink: Rows("Sealed link", family=""),
        Imported: Rows("Row of a list", family="", hidden=frozenset({"digest"})),
        Agreement: Rows("Consent", lambda r: f"{r.get_about_display()}: {r.get_answer_display().lower()}"),
    },
    states=(PAIR,),
    messages=MESSAGES,
    tabs=(Tab(OfTabs.HISTORY, "History", "people:family_history"),),
    my_day=my_day,
    navigation=(MenuLink(OfMenu.RECORDS, "Records", "people:duplicates", may_merge),),
)
