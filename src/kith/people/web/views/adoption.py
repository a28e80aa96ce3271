"""Adoption: closing a record and beginning a new one, and the one way to the closed record (practice.md P-17)."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.access.identity import acting_as, service
from kith.access.middleware import identity_of, without_identity
from kith.access.web import SignedIn
from kith.audit.services import record_look
from kith.kernel.refusals import NotFound
from kith.kernel.time import london_date, now
from kith.people import services
from kith.people.record.adoption import sealed_record
from kith.people.record.lookups import person_page
from kith.people.record.person import person_record
from kith.people.record.rules import may_open_sealed, may_seal
from kith.people.web.forms.record import OpenSealedForm, SealForm
from kith.people.web.pages import person_link
from kith.workbench.pages import ask, page

PURPOSE = "sealed_records"


@without_identity
@require_http_methods(["GET", "POST"])
def sealed(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask why, record who looks and why, and show the record before an adoption.

    ``person_id`` names the record before or after. Workers who may not open sealed records get the answer for what does not
    exist.
    """
    moment = now()
    identity = identity_of(request, purpose=PURPOSE)
    if identity is None:
        return redirect("staff_desk:no_membership")
    if not may_open_sealed(set(identity.roles)):
        raise Http404
    form = OpenSealedForm(request.POST or None)
    if not form.is_valid():
        return render(request, "people/sealed_ask.html", {"form": form})
    reason: str = form.cleaned_data["reason"]
    # First the look, in a transaction of its own and in the officer's name: without it nothing is read.
    with acting_as(identity, now=moment):
        record_look("open", now=moment, page="people:sealed", person_id=person_id, asked={"reason": reason})
    with acting_as(service(PURPOSE, area_id=identity.area_id, purpose=PURPOSE, why=identity.actor), now=moment):
        try:
            found: Any = sealed_record(person_id, on=london_date(moment))
        except NotFound:
            raise Http404 from None
        return render(request, "people/sealed.html", {"sealed": found, "record": found.before})


@page()
def seal(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Close the record of an adopted child and begin a new one."""
    if not may_seal(set(request.kith_identity.roles)):
        raise NotFound
    found = person_page(person_id)
    made: list[Any] = []
    record = person_record(person_id, on=london_date(request.kith_now))
    names = sorted({each.words for each in record.families})
    return ask(
        request,
        SealForm(request.POST or None),
        lambda said: made.append(services.seal_for_adoption(person=found, now=request.kith_now, **said)),
        person_id=person_id,
        title=f"{found.name} was adopted",
        intro=(
            "This record closes: nobody finds it, on any page or list, and you will not see it either. A new record begins "
            "with the new"
            " name and the same date of birth, without numbers, addresses, school or family. Only a records officer can open the"
            " earlier one, with a reason."
            + (f" The name and summary of {', '.join(names)} may still name this child: change them." if names else "")
        ),
        said="The earlier record is closed. This is the new one.",
        button="Close this record",
        warning=True,
        done=lambda: person_link(made[0].pk),
    )
