"""One person who works here: details, places, capabilities, and what was changed."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kith.access.web import attempt
from kith.administration.changes import LIST, changes_of
from kith.administration.queries import sign_in_of
from kith.administration.rows import capabilities_in, capability_of, member_of, place_of, places_in, role_in_words
from kith.administration.services import invite_again
from kith.administration.web.forms import (
    CapabilityForm,
    ConfirmForm,
    DetailsForm,
    EndPlaceForm,
    LastDayForm,
    PlaceForm,
    TeamOfPlaceForm,
)
from kith.administration.web.pages import ADMINISTRATORS, area_of, link, links, me, shown, table
from kith.design.words import the_date
from kith.kernel.paging import Place
from kith.kernel.refusals import NotFound
from kith.kernel.time import london_date
from kith.organisations import services
from kith.organisations.services import CapabilityKind
from kith.workbench.pages import ask, page, sent


@page(roles=ADMINISTRATORS, methods=("GET",))
def member(request: Any, practitioner_id: UUID) -> HttpResponse:
    """Show a person's details, places and capabilities in this area, and their history."""
    area = area_of(request)
    who = member_of(area, practitioner_id)
    today = london_date(request.kith_now)
    tables = [
        table(
            "Places", ["Role", "Team", "From", "Last day", "Change"], _places(places_in(area, who), today), empty="No place here."
        ),
        table(
            "Capabilities",
            ["Capability", "Evidence", "From", "Last day", "Change"],
            _capabilities(capabilities_in(area, who), today),
            empty="None recorded.",
        ),
    ]
    invited = who.user is not None and who.user.is_active
    actions = [
        (text, reverse(f"administration:{name}", args=[who.pk]))
        for text, name in (
            *([("Invite again", "invite")] if invited else []),
            ("Add a place", "add_place"),
            ("Add a capability", "add_capability"),
            ("Change details", "change_member"),
            ("Has left", "leave"),
        )
    ]
    details = [
        ("Agency", who.agency.name),
        ("Profession", who.get_profession_display()),
        ("Registration", who.registration or "None"),
        ("Telephone", who.telephone or "None"),
        ("Signs in with", who.user.email if who.user else "Does not sign in"),
        ("Sign-in", sign_in_of(who)),
    ]
    return shown(
        request,
        "administration/member.html",
        {
            "who": who,
            "details": details,
            "tables": tables,
            "actions": actions,
            "changes": changes_of(who, area_id=area.pk, place=Place.read(request.GET.get(LIST))),
            "wide": True,
        },
    )


def _places(places: list[Any], today: Any) -> list[list[Any]]:
    return [
        [
            role_in_words(each.role),
            each.team.name if each.team else "",
            the_date(each.starts_on),
            the_date(each.ends_on, ""),
            _both(each, today),
        ]
        for each in places
    ]


def _both(place: Any, today: Any) -> Any:
    if place.ends_on is not None and place.ends_on < today:
        return ""
    about = role_in_words(place.role)
    return links(
        link("Change team", reverse("administration:move_place", args=[place.pk]), about=about),
        link("End", reverse("administration:end_place", args=[place.pk]), about=about),
    )


def _capabilities(held: list[Any], today: Any) -> list[list[Any]]:
    labels = dict(CapabilityKind.choices)
    return [
        [
            labels.get(each.kind, each.kind),
            each.evidence,
            the_date(each.starts_on),
            the_date(each.ends_on, ""),
            link("End", reverse("administration:end_capability", args=[each.pk]), about=labels.get(each.kind, ""))
            if each.ends_on is None or each.ends_on >= today
            else "",
        ]
        for each in held
    ]


@page(roles=ADMINISTRATORS)
def change(request: Any, practitioner_id: UUID) -> HttpResponse:
    """Change what colleagues know a person by."""
    area = area_of(request)
    who = member_of(area, practitioner_id)
    if not who.agency.areas.filter(pk=area.pk).exists():
        raise NotFound
    known = {name: getattr(who, name) for name in ("name", "profession", "registration", "telephone")}
    form = DetailsForm(sent(request), area=area, initial={**known, "agency": str(who.agency_id)})

    def act(said: dict[str, Any]) -> object:
        wanted = {name: said[name] for name in known}
        return services.change_details(practitioner=who, agency=form.chosen_agency(), **wanted)

    return ask(request, form, act, title=f"Change details of {who.name}", done=_page_of(who))


@page(roles=ADMINISTRATORS)
def place(request: Any, practitioner_id: UUID) -> HttpResponse:
    """Give a person another place in this area."""
    area = area_of(request)
    who = member_of(area, practitioner_id)
    form = PlaceForm(sent(request), area=area, initial={"starts_on": london_date(request.kith_now)})

    def act(said: dict[str, Any]) -> object:
        wanted = {name: said[name] for name in ("role", "starts_on", "ends_on")}
        return services.add_place(
            practitioner=who, area=area, team=form.chosen_team(), now=request.kith_now, by=me(request), **wanted
        )

    return ask(request, form, act, title=f"Add a place for {who.name}", done=_page_of(who))


@page(roles=ADMINISTRATORS)
def capability(request: Any, practitioner_id: UUID) -> HttpResponse:
    """Record what a person has shown that they can do, with the evidence."""
    area = area_of(request)
    who = member_of(area, practitioner_id)
    form = CapabilityForm(sent(request), initial={"starts_on": london_date(request.kith_now)})
    return ask(
        request,
        form,
        lambda said: services.add_capability(practitioner=who, area=area, **said),
        title=f"Add a capability of {who.name}",
        done=_page_of(who),
    )


@page(roles=ADMINISTRATORS)
def invite(request: Any, practitioner_id: UUID) -> HttpResponse:
    """Give a person a new link to choose a password: by email, or where none is sent on this page, once."""
    area = area_of(request)
    who = member_of(area, practitioner_id)
    form = ConfirmForm(sent(request))
    context = {"who": who, "form": form, "by_mail": settings.MAIL_IS_SENT, "link": ""}
    if request.method == "POST":
        path = attempt(form, lambda: invite_again(area=area, practitioner=who, now=request.kith_now))
        if path == "":
            messages.success(request, "The link will be sent in a moment.")
            return redirect(_page_of(who))
        # The link stands in this one answer, which nothing keeps: not in an address, not in a session, not in a log.
        context["link"] = request.build_absolute_uri(path) if path else ""
    return shown(request, "administration/invite.html", context)


@page(roles=ADMINISTRATORS)
def leave(request: Any, practitioner_id: UUID) -> HttpResponse:
    """Let a person go, at once and everywhere."""
    who = member_of(area_of(request), practitioner_id)
    form = ConfirmForm(sent(request))
    return ask(
        request,
        form,
        lambda said: services.let_go(practitioner=who, now=request.kith_now, by=me(request)),
        title=f"{who.name} leaves",
        intro="From this moment they are signed out and cannot sign in. Every place, duty turn, capability and grant ends, "
        "in every "
        "area. What they recorded stays theirs.",
        said=f"{who.name} has left. They are signed out and can do nothing more.",
        button="Let them go now",
        warning=True,
        done=_page_of(who),
    )


@page(roles=ADMINISTRATORS)
def move(request: Any, place_id: UUID) -> HttpResponse:
    """Move a person to another team in the same role."""
    area = area_of(request)
    held = place_of(area, place_id)
    form = TeamOfPlaceForm(sent(request), area=area, initial={"team": str(held.team_id or "")})
    return ask(
        request,
        form,
        lambda said: services.change_place(place=held, team=form.chosen_team(), by=me(request)),
        title=f"Change the team of {held.practitioner.name}",
        done=_page_of(held.practitioner),
    )


@page(roles=ADMINISTRATORS)
def end_a_place(request: Any, place_id: UUID) -> HttpResponse:
    """Give a place its last day."""
    held = place_of(area_of(request), place_id)
    form = EndPlaceForm(sent(request))
    return ask(
        request,
        form,
        lambda said: services.end_place(place=held, last_day=said["last_day"], now=request.kith_now, by=me(request)),
        title=f"{held.practitioner.name} ends as {role_in_words(held.role).lower()}",
        intro="From that moment the place gives nothing. Someone who leaves altogether is let go on their own page.",
        button="End",
        warning=True,
        done=_page_of(held.practitioner),
    )


@page(roles=ADMINISTRATORS)
def end_a_capability(request: Any, capability_id: UUID) -> HttpResponse:
    """Give a capability its last day."""
    held = capability_of(area_of(request), capability_id)
    form = LastDayForm(sent(request), initial={"last_day": london_date(request.kith_now)})
    return ask(
        request,
        form,
        lambda said: services.end_capability(capability=held, last_day=said["last_day"]),
        title=f"{held.practitioner.name}: end a capability",
        button="End",
        done=_page_of(held.practitioner),
    )


def _page_of(who: Any) -> str:
    return reverse("administration:member", args=[who.pk])
