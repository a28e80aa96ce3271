"""The agencies that work in the area."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from kith.administration.web.forms import AgencyForm, ConfirmForm, JoinForm
from kith.administration.web.pages import area_of, ask, link, page, row, show, table, typed
from kith.kernel.time import london_date
from kith.organisations import services
from kith.organisations.models import Agency

LIST = "administration:agencies"


@page("GET")
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
    return show(
        request,
        "Agencies",
        table("Agencies", columns, rows, empty="No agencies yet."),
        back=reverse("administration:home"),
        actions=[
            ("Add an agency", reverse("administration:add_agency")),
            ("Add an agency that works in another area too", reverse("administration:join_agency")),
        ],
    )


@page()
def add(request: Any) -> HttpResponse:
    """Add an agency."""
    form = AgencyForm(typed(request))
    return ask(
        request,
        form,
        lambda: services.add_agency(area=area_of(request), **form.cleaned_data),
        title="Add an agency",
        done=reverse(LIST),
    )


@page()
def join(request: Any) -> HttpResponse:
    """Have an agency of another area work here too."""
    form = JoinForm(typed(request))
    return ask(
        request,
        form,
        lambda: services.join_agency(area=area_of(request), slug=form.cleaned_data["slug"]),
        title="Add an agency that works in another area too",
        done=reverse(LIST),
    )


@page()
def change(request: Any, agency_id: UUID) -> HttpResponse:
    """Change an agency's name or kind."""
    held = row(Agency, pk=agency_id, areas=area_of(request))
    form = AgencyForm(typed(request), initial={"name": held.name, "kind": held.kind})
    return ask(
        request,
        form,
        lambda: services.change_agency(agency=held, **form.cleaned_data),
        title=f"Change {held.name}",
        done=reverse(LIST),
    )


@page()
def end(request: Any, agency_id: UUID) -> HttpResponse:
    """Have an agency work here no longer."""
    area = area_of(request)
    held = row(Agency, pk=agency_id, areas=area)
    form = ConfirmForm(typed(request))
    return ask(
        request,
        form,
        lambda: services.end_agency(area=area, agency=held, today=london_date(request.kith_now)),
        title=f"{held.name} no longer works in {area.name}",
        intro="What its people recorded stays. It is offered nowhere from now on.",
        button="End",
        warning=True,
        done=reverse(LIST),
    )
