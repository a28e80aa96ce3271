"""The queue, what could not be read, notices, and the daily reconciliation."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.identity import acting_as, service
from kith.access.middleware import identity_of, without_identity
from kith.access.sight import Part, parts_of
from kith.audit.services import record_look
from kith.design.forms import DateField, Form
from kith.front_door import services
from kith.front_door.body import label_of, plain_fix
from kith.front_door.queries import queue as waiting
from kith.front_door.queries import rows
from kith.front_door.queries.reconciliation import reconciliation as reconciled
from kith.front_door.queries.unsearched import count_unsearched
from kith.front_door.web.forms.deciding import DealtWithForm
from kith.kernel.paging import Place, page_of
from kith.kernel.refusals import NotFound
from kith.kernel.time import london_date, now
from kith.organisations.words import Role
from kith.workbench.pages import ask, may_see, page, show


@page(Part.FRONT_DOOR, methods=("GET",))
def queue(request: Any) -> HttpResponse:
    """Everything that waits at the front door, danger first, a page at a time."""
    queues = waiting.queues_of(request.kith_identity.area_id, now=request.kith_now)
    chosen = queues.get(request.GET.get("queue", ""))
    shown = waiting.queue(
        request.kith_identity.area_id,
        now=request.kith_now,
        places=request.GET.dict(),
        channels=chosen[1] if chosen else None,
    )
    left = count_unsearched(request.kith_identity.area_id, now=request.kith_now)
    kept = urlencode({"queue": request.GET["queue"]}) if chosen else ""
    context = {"queue": shown, "queues": queues, "chosen": chosen, "kept": kept, "unsearched": left, "wide": True}
    return show(request, "front_door/queue.html", context, kind="list", shown=shown.ids)


@page(Part.FRONT_DOOR, methods=("GET",))
def burst(request: Any, burst_id: UUID) -> HttpResponse:
    """Every request of a burst that waits, danger first."""
    rows = waiting.of_burst(request.kith_identity.area_id, burst_id, now=request.kith_now)
    found = page_of(rows, place=Place.read(request.GET.get("requests")), name="requests")
    if not found.rows:
        raise NotFound
    return show(
        request,
        "front_door/burst.html",
        {"page": found, "wide": True},
        kind="list",
        shown=[row.request.id for row in found],
    )


@page(Part.FRONT_DOOR)
def unreadable(request: Any, line_id: UUID) -> HttpResponse:
    """A line of a file that could not be read, and what was done about it."""
    line = rows.refused_line(line_id)
    form = DealtWithForm(request.POST or None)
    return ask(
        request,
        form,
        lambda said: services.deal_with_refused_line(line=line, words=said["words"], now=request.kith_now),
        title="A line that could not be read",
        done=reverse("front_door:queue"),
        back=reverse("front_door:queue"),
        template="front_door/unreadable.html",
        more={
            "line": line,
            "why": [(label_of(each["field"]), f"{each['problem']} {plain_fix(each['fix'])}".strip()) for each in line.problems],
        },
    )


@page(Part.FRONT_DOOR, Part.DUTY_ALERT, Part.IDENTITY, roles=(Role.PARTNER_LEAD,), methods=("POST",))
def see_notice(request: Any, notice_id: UUID) -> HttpResponse:
    """Mark a notice as seen."""
    notice = rows.notice(notice_id)
    services.see_notice(notice=notice, now=request.kith_now)
    messages.success(request, "Marked as seen.")
    if notice.kind == notice.Kind.NEWS and notice.family_id:
        return redirect("family_help:family", notice.family_id)
    if not may_see(Part.FRONT_DOOR):
        return redirect("staff_desk:my_day")
    return redirect("front_door:request", notice.request_id) if notice.request_id else redirect("front_door:queue")


class DayForm(Form):
    """The day to reconcile."""

    day = DateField(label="Which day?", required=False)


@without_identity
def reconciliation(request: Any) -> HttpResponse:
    """What became of everything received on a day, counted over every row by a named service, restricted ones included."""
    identity = identity_of(request, purpose="reconciliation")
    if identity is None or Part.FRONT_DOOR not in parts_of(identity.roles):
        raise Http404
    moment = now()
    form = DayForm(request.GET or None)
    day: date = london_date(moment)
    if form.is_bound and form.is_valid() and form.cleaned_data["day"]:
        day = form.cleaned_data["day"]
    request.kith_identity, request.kith_now = identity, moment
    with acting_as(
        service("evidence", area_id=identity.area_id, purpose="reconciliation", why=identity.actor),
        now=moment,
    ):
        rows = reconciled(identity.area_id, day)
    with acting_as(identity, now=moment):
        record_look("list", now=moment, page="front_door:reconciliation", asked={"day": day.isoformat()})
        return render(
            request,
            "front_door/reconciliation.html",
            {
                "day": day,
                "rows": rows,
                "form": form,
                "earlier": day - timedelta(days=1),
                "later": day + timedelta(days=1) if day < london_date(moment) else None,
                "missing": [number for each in rows for number in each.missing],
            },
        )
