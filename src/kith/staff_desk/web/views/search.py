"""Search: a POST, so that no name stands in an address or a log.

A search may come while it is typed (``settled`` is *no*) or stand still (*yes*, or the button). What is shown is written down
either way: while typing once for each set of people shown, settled each time. Only a settled search asks about restricted records
(P-11).
"""

import hashlib

from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import render

from kith.access.middleware import repeatable, says_what_was_typed
from kith.access.sight import Part, parts_of
from kith.audit.services import record_look
from kith.kernel.time import london_date
from kith.people.finding.search import SearchAnswer, search_people
from kith.people.record.ages import age_of
from kith.staff_desk.web.forms.search import SearchForm
from kith.staff_desk.web.requests import StaffRequest
from kith.workbench.rooms import found_in_rooms

STANDS = 600
"""Seconds for which people shown while typing count as shown: after that they are written down again."""


@says_what_was_typed
@repeatable
def search(request: StaffRequest) -> HttpResponse:
    """Search persons by one line or by fields; say what was searched and not found.
    With ``settled`` the answer is a part of the page."""
    parts = parts_of(request.kith_identity.roles)
    if Part.IDENTITY not in parts:
        raise Http404
    settled = request.POST.get("settled", "yes") != "no"
    template = "staff_desk/found.html" if "settled" in request.POST else "staff_desk/search.html"
    form = SearchForm(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid() and (settled or form.is_long_enough)):
        return render(request, template, {"form": form})
    today = london_date(request.kith_now)
    answer = search_people(**form.question(), on=today, settled=settled, page=form.cleaned_data["page"] or 1)
    shown = _shown_to(request, answer)
    if settled or not _is_known(request.POST.get("known", ""), shown):
        record_look(
            "search",
            now=request.kith_now,
            page="staff_desk:search",
            asked={name: str(value) for name, value in form.cleaned_data.items() if value not in (None, "")}
            | ({} if settled else {"while_typing": "yes"}),
            shown=answer.ids,
        )
    return render(
        request,
        template,
        {
            "form": form,
            "answer": answer,
            "elsewhere": found_in_rooms(form.question()),
            "settled": settled,
            "ages": {each.person.pk: age_of(each.person, today) for each in answer.found},
            "known": signing.dumps(shown, salt="search"),
            "asks_restricted": Part.DUTY_ALERT in parts,
            "now": request.kith_now,
        },
    )


def _shown_to(request: StaffRequest, answer: SearchAnswer) -> list[str]:
    """Return who is shown to whom, in short: the same for the same people."""
    people = hashlib.sha256(" ".join(sorted(str(each) for each in answer.ids)).encode()).hexdigest()
    return [str(request.kith_identity.practitioner_id), str(request.kith_identity.area_id), people]


def _is_known(known: str, shown: list[str]) -> bool:
    """Whether the page proves that these people were shown to the same practitioner a moment ago, and so are written down."""
    try:
        return bool(signing.loads(known, salt="search", max_age=STANDS) == shown)
    except signing.BadSignature:
        return False
