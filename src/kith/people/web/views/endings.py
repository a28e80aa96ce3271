"""Ending what no longer holds on the record of a person. It stays among what was so before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from kith.access.web import SignedIn
from kith.kernel.refusals import NotFound
from kith.kernel.time import london_date
from kith.people import services
from kith.people.record.lookups import held_row, person_page
from kith.people.web.forms.family import EndForm
from kith.people.web.forms.record import EndOnForm, PregnancyForm
from kith.people.web.pages import person_link
from kith.workbench.pages import ask, page


@dataclass(frozen=True)
class End:
    """Something on a record that can be ended: on a day, or at once when ``at_once`` says what that means."""

    act: Callable[[Any, date, datetime], Any]
    title: str
    words: Callable[[Any], str]
    at_once: str = ""


ENDS = {
    "name": End(
        lambda row, on, now: services.end_name(name=row, on=on),
        "This name is no longer used",
        lambda row: f"{row.forename} {row.surname}".strip(),
    ),
    "number": End(
        lambda row, on, now: services.end_identifier(identifier=row, now=now),
        "This number is not theirs any more",
        lambda row: f"{row.get_kind_display()} {row.value}",
        "It is kept among the earlier ones.",
    ),
    "address": End(
        lambda row, on, now: services.end_address(address=row, on=on),
        "They no longer live here",
        lambda row: row.lines,
    ),
    "contact": End(
        lambda row, on, now: services.end_contact(contact=row, now=now),
        "This is no longer used",
        lambda row: row.value,
        "It is kept and still finds this person.",
    ),
    "professional": End(
        lambda row, on, now: services.end_professional(professional=row, on=on),
        "No longer around this person",
        lambda row: ", ".join(filter(None, [row.name, row.organisation])),
    ),
    "tie": End(
        lambda row, on, now: services.end_tie(tie=row, on=on),
        "No longer so",
        lambda row: row.name or row.other.name,
    ),
}


@page()
def end(request: SignedIn, person_id: UUID, what: str, row_id: UUID) -> HttpResponse:
    """End something on a person's record. It stays among what was so before."""
    if what not in ENDS:
        raise NotFound
    ending, today = ENDS[what], london_date(request.kith_now)
    row = held_row(what, person_id, row_id)
    form = (
        EndForm(request.POST if request.method == "POST" else None)
        if ending.at_once
        else EndOnForm(request.POST or None, initial={"on": today}, today=today)
    )
    return ask(
        request,
        form,
        lambda said: ending.act(row, said.get("on", today), request.kith_now),
        person_id=person_id,
        done=person_link(person_id),
        title=f"{ending.title}: {ending.words(row)}",
        intro=ending.at_once,
        said="The change is saved.",
        button="Save" if not ending.at_once else "End it",
    )


@page()
def pregnancy(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Record that a pregnancy ended. Nothing is sent to anybody."""
    found = person_page(person_id)
    return ask(
        request,
        PregnancyForm(request.POST or None, initial={"read_version": found.version}),
        lambda said: services.end_pregnancy(person=found, now=request.kith_now, **said),
        person_id=person_id,
        done=person_link(person_id),
        title="The pregnancy has ended",
        intro=(
            "The unborn child is no longer shown on the family’s pages, and no letter or reminder is sent from now on. Tell"
            " everyone who has an appointment for this child yourself."
        ),
        said="It is recorded. Nothing is sent.",
    )
