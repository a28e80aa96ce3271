"""The agencies that work in the area."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from kith.administration.rows import agency_of
from kith.administration.web.forms import AgencyForm, ConfirmForm, JoinForm
from kith.administration.web.pages import ADMINISTRATORS, area_of, link, table, tables
from kith.kernel.time import london_date
from kith.organisations import services
from kith.workbench.pages import ask, page, sent

LIST = "administration:agencies"


@page(roles=ADMINISTRATORS, methods=("GET",))
def agencies(request: Any) -> HttpResponse:
    """List the agencies."""
    area = area_of(request)
    held = list(area.agencies.order_by("name"))
    rows = [
        [
            each.name,
            each.get_kind_display(),
            each.slug,
            link("Change", reverse("administration:change_agency", args=[each.pk]), about=each.name),
            link("End", reverse("administration:end_agency", args=[each.pk]), about=each.name),
        ]
        for each in held
    ]
    columns = ["Agency", "Kind", "Short name", "Change", "End"]
    return tables(
        request,
        "Agencies",
        table("Agencies", columns, rows, empty="No agencies yet."),
        back=reverse("administration:home"),
        actions=[
            ("Add an agency", reverse("administration:add_agency")),
            ("Add an agency that works in another area too", reverse("administration:join_agency")),
        ],
    )


@page(roles=ADMINISTRATORS)
def add(request: Any) -> HttpResponse:
    """Add an agency."""
    form = AgencyForm(sent(request))
    return ask(
        request,
        form,
        lambda said: services.add_agency(area=area_of(request), **said),
        title="Add an agency",
        done=reverse(LIST),
    )


@page(roles=ADMINISTRATORS)
def join(request: Any) -> HttpResponse:
    """Have an agency of another area work here too."""
    form = JoinForm(sent(request))
    return ask(
        request,
        form,
        lambda said: services.join_agency(area=area_of(request), slug=said["slug"]),
        title="Add an agency that works in another area too",
        done=reverse(LIST),
    )


@page(roles=ADMINISTRATORS)
def change(request: Any, agency_id: UUID) -> HttpResponse:
    """Change an agency's name or kind."""
    held = agency_of(area_of(request), agency_id)
    form = AgencyForm(sent(request), initial={"name": held.name, "kind": held.kind})
    return ask(
        request,
        form,
        lambda said: services.change_agency(agency=held, **said),
        title=f"Change {held.name}",
        done=reverse(LIST),
    )


@page(roles=ADMINISTRATORS)
def end(request: Any, agency_id: UUID) -> HttpResponse:
    """Have an agency work here no longer."""
    area = area_of(request)
    held = agency_of(area, agency_id)
    form = ConfirmForm(sent(request))
    return ask(
        request,
        form,
        lambda said: services.end_agency(area=area, agency=held, today=london_date(request.kith_now)),
        title=f"{held.name} no longer works in {area.name}",
        intro="What its people recorded stays. It is offered nowhere from now on.",
        button="End",
        warning=True,
        done=reverse(LIST),
    )
