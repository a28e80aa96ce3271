"""The one way to a record that was closed by adoption: for a records officer, with a reason, and written down (practice.md P-17)."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.access.identity import acting_as, service
from kith.access.middleware import identity_of, without_identity
from kith.audit.services import record_look
from kith.kernel.refusals import NotFound
from kith.kernel.time import london_date, now
from kith.people.record.adoption import sealed_record
from kith.people.record.rules import may_open_sealed
from kith.people.web.forms.record import OpenSealedForm

PURPOSE = "sealed_records"


@without_identity
@require_http_methods(["GET", "POST"])
def sealed(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask why, write down who looks and why, and show the record before an adoption.

    ``person_id`` names the record before or after. Whoever may not open sealed records gets the answer for what does not exist.
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
