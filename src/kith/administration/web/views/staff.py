"""The people who work in the area: the list, someone new, many from a file."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from kith.administration import queries
from kith.administration.web.forms import NewPersonForm, SearchStaffForm
from kith.administration.web.pages import ADMINISTRATORS, area_of, file_page, link, me, table, tables
from kith.kernel.paging import Place, page_of
from kith.kernel.time import london_date
from kith.organisations import services
from kith.organisations.staff_file import COLUMNS
from kith.workbench.pages import ask, page, sent


@page(roles=ADMINISTRATORS, methods=("GET",))
def staff(request: Any) -> HttpResponse:
    """List people by name with their places, a page at a time, and say how many there are."""
    form = SearchStaffForm(request.GET or None)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    people = queries.staff(
        area_of(request),
        today=london_date(request.kith_now),
        name=wanted.get("name") or "",
        role=wanted.get("role") or "",
        everyone=wanted.get("who") == "all",
    )
    found = page_of(people, place=Place.read(request.GET.get("people")), name="people")
    rows = [
        [
            link(each.name, reverse("administration:member", args=[each.pk])),
            each.agency,
            ", ".join(each.places) or "No place now",
            each.sign_in,
        ]
        for each in found
    ]
    kept = {name: request.GET.get(name, "") for name in ("name", "role", "who")}
    return tables(
        request,
        "Staff",
        table("People", ["Name", "Agency", "Places", "Sign-in"], rows, empty="No one was found."),
        back=reverse("administration:home"),
        search_form=form,
        listed=found,
        kept=urlencode(kept),
        actions=[
            ("Add someone", reverse("administration:add_staff")),
            ("Bring staff in from a file", reverse("administration:staff_file")),
        ],
    )


@page(roles=ADMINISTRATORS)
def add(request: Any) -> HttpResponse:
    """Add someone with their first place; someone who already signs in gets a place here too."""
    area = area_of(request)
    form = NewPersonForm(sent(request), area=area, initial={"starts_on": london_date(request.kith_now)})

    made: list[Any] = []

    def act(said: dict[str, Any]) -> object:
        plain = ("email", "name", "profession", "registration", "telephone", "role", "starts_on", "ends_on")
        place = services.bring_in(
            area=area,
            agency=form.chosen_agency(),
            team=form.chosen_team(),
            now=request.kith_now,
            by=me(request),
            **{name: said[name] for name in plain},
        )
        made.append(place)
        return place

    def next_page() -> str:
        """Someone who has no password yet is invited next."""
        user = made[0].practitioner.user
        name = "member" if user is None or user.has_usable_password() else "invite"
        return reverse(f"administration:{name}", args=[made[0].practitioner_id])

    return ask(
        request,
        form,
        act,
        title="Add someone",
        said="They have a place.",
        done=next_page,
        back=reverse("administration:staff"),
    )


@page(roles=ADMINISTRATORS)
def file(request: Any) -> HttpResponse:
    """Check a file of staff, or check it and bring it in."""
    area = area_of(request)
    return file_page(
        request,
        lambda content, dry_run: services.bring_in_staff(
            area=area, content=content, now=request.kith_now, by=me(request), dry_run=dry_run
        ),
        title="Bring staff in from a file",
        about="One line for each place. People who are not in the file stay as they are.",
        columns=COLUMNS,
        back=reverse("administration:staff"),
    )
