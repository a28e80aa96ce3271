"""What the lending room gives to the other rooms."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from kith.access.sight import Part
from kith.design.words import due, due_state
from kith.lending import queries
from kith.lending.copies import lent_to_them
from kith.lending.demonstration import lend_in
from kith.lending.models import Borrower, Check, Damage, Delivery, Loan, Reminder
from kith.lending.states import LOAN
from kith.workbench.about import Add, Banner, Event, Section, Subject
from kith.workbench.about import Due as NextDue
from kith.workbench.my_day import PartOfDay, Reader, as_rows
from kith.workbench.places import OfAdding, OfDay, OfPage
from kith.workbench.rooms import Obstacle, Room, Rows


def _page(row: Any) -> str:
    return reverse("lending:family", kwargs={"family_id": row.family_id})


def _banner(family: Subject) -> Banner | None:
    lent = [loan for loan in family.read(queries.loans_of_family) if loan.state == Loan.State.LENT]
    back = [NextDue(f"{loan.what} back", loan.due_back_on, _page(loan)) for loan in lent if loan.due_back_on]
    return Banner(next_due=min(back, key=lambda due: due.on)) if back else None


def _events(family: Subject) -> Iterator[Event]:
    for loan in family.read(queries.loans_of_family):
        yield Event(loan.asked_at, f"Asked for: {loan.what}", loan.get_state_display())


def _my_day(reader: Reader) -> Iterator[PartOfDay]:
    if not reader.sees(Part.EPISODE):
        return
    rows = as_rows(
        queries.overdue(reader.identity.area_id, today=reader.today),
        lambda loan: {
            "title": f"{loan.family.name}. {loan.what}",
            "href": _page(loan),
            "why": "Ask for it back, or lend it longer.",
            "due": due(loan.due_back_on, reader.today),
            "state": due_state(loan.due_back_on, reader.today),
            "family_id": loan.family_id,
        },
    )
    yield reader.part(OfDay.DUE, "Lent and not back", "lent", rows)


def _obstacles(goes: set[UUID], stays: set[UUID]) -> Iterator[Obstacle]:
    for loan in queries.lent_to_both(goes, stays):
        yield Obstacle(f"{loan.what} is lent to both. Take one of them out of the loan first.", _page(loan))


ROOM = Room(
    name="lending",
    page=_page,
    tables={
        Loan: Rows("Loan", lambda r: r.what),
        Borrower: Rows("Lent for"),
        Check: Rows("Safety check"),
        Delivery: Rows("Delivery"),
        Reminder: Rows("Reminder"),
        Damage: Rows("Damage"),
    },
    states=(LOAN,),
    messages={
        "lending_same_thing_once": "The family has asked for this already. Look at the page again.",
        "lending_borrower_once": "This person is named in the loan already.",
    },
    demonstration=lend_in,
    banner=_banner,
    chronology=_events,
    family_page=(Section(OfPage.WORK, "lending/lent.html", lambda family: family.read(queries.loans_of_family) or None),),
    person_page=(Section(OfPage.LAST, "lending/lent.html", lambda person: person.read(queries.loans_for) or None),),
    add=(Add(OfAdding.RECORD, "Something to lend", "lending:family"),),
    reader_parts=lent_to_them,
    my_day=_my_day,
    obstacles=_obstacles,
)
