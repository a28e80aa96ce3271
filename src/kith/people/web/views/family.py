"""Pages about a family as people: who is in it, how they are related, what is protected, who may see."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.dateparse import parse_datetime

from kith.access.web import SignedIn
from kith.kernel.time import london_date
from kith.people import services
from kith.people.record.choices import member_choices, worker_choices
from kith.people.record.family import family_picture
from kith.people.record.history import history_of_family
from kith.people.record.lookups import family_named, hazard_in_family, person_in_family, protection_in_family
from kith.people.web.forms.family import EndForm, FamilyForm, HazardForm, LiftForm, ProtectForm, RelateForm, RestrictForm
from kith.people.web.pages import people_page
from kith.workbench.pages import ask, page, show


@page()
def family(request: SignedIn, family_id: UUID) -> HttpResponse:
    """The people of a family with everything recorded about them, and the links that change it."""
    return show(request, "people/family.html", {"picture": family_picture(family_id)}, family_id=family_id)


@page()
def history(request: SignedIn, family_id: UUID) -> HttpResponse:
    """Who changed what of a family's record and when, in every room, as far as the reader sees it;
    ``before`` leads further back."""
    found = family_named(family_id)
    before = parse_datetime(request.GET.get("before", ""))
    told = history_of_family(family_id, before=before if before and before.tzinfo else None)
    context = {"family": found, "changes": told.changes, "older": told.older}
    return show(request, "people/family_history.html", context, family_id=family_id)


@page()
def name(request: SignedIn, family_id: UUID) -> HttpResponse:
    """Change the summary of a family."""
    found = family_named(family_id)
    first = {"summary": found.summary, "read_version": found.version}
    return ask(
        request,
        FamilyForm(request.POST or None, initial=first),
        lambda said: services.change_family(family=found, **said),
        family_id=family_id,
        done=people_page(family_id),
        title="Summary of this family",
        said="The change is saved.",
    )


@page()
def relate(request: SignedIn, family_id: UUID) -> HttpResponse:
    """Record how two members are related."""
    family_named(family_id)

    def act(said: dict[str, Any]) -> None:
        services.relate(
            person=person_in_family(family_id, UUID(said["person"])),
            other=person_in_family(family_id, UUID(said["other"])),
            now=request.kith_now,
            **{name: value for name, value in said.items() if name not in {"person", "other"}},
        )

    return ask(
        request,
        RelateForm(
            request.POST or None,
            members=member_choices(family_id),
            initial={"person": request.GET.get("person", "")},
        ),
        act,
        family_id=family_id,
        done=people_page(family_id),
        title="How two people are related",
        intro="Record each relationship once: it is shown from both sides. Recording it again adds what you give.",
        said="The relationship is saved.",
    )


@page()
def protect(request: SignedIn, family_id: UUID, person_id: UUID) -> HttpResponse:
    """Keep something about a person from another person, on every way out."""
    person = person_in_family(family_id, person_id)
    members = [(key, words) for key, words in member_choices(family_id) if key != str(person_id)]

    def act(said: dict[str, Any]) -> None:
        from_whom = said.pop("hidden_from")
        services.protect(
            person=person,
            hidden_from=person_in_family(family_id, UUID(from_whom)) if from_whom else None,
            now=request.kith_now,
            **said,
        )

    return ask(
        request,
        ProtectForm(request.POST or None, members=members),
        act,
        family_id=family_id,
        person_id=person_id,
        done=people_page(family_id),
        title=f"Protect something about {person.name}",
        intro="It is left out of everything that person gets: pages, plans, letters, and names of files.",
        said="It is protected.",
        button="Protect",
    )


@page()
def end_protection(request: SignedIn, family_id: UUID, protection_id: UUID) -> HttpResponse:
    """End a protection, after saying what that means."""
    protection = protection_in_family(family_id, protection_id)
    return ask(
        request,
        EndForm(request.POST if request.method == "POST" else None),
        lambda said: services.end_protection(protection=protection, now=request.kith_now),
        family_id=family_id,
        person_id=protection.person_id,
        done=people_page(family_id),
        title=f"End the protection: {protection.get_what_display().lower()} of {protection.person.name}",
        intro="From now on it may be shown in copies for everybody in the family. Be sure that it is safe.",
        said="The protection has ended.",
        button="End the protection",
        warning=True,
    )


@page()
def hazard(request: SignedIn, family_id: UUID, person_id: UUID) -> HttpResponse:
    """Record what a worker must know before visiting."""
    person = person_in_family(family_id, person_id)
    return ask(
        request,
        HazardForm(request.POST or None),
        lambda said: services.record_hazard(person=person, now=request.kith_now, **said),
        family_id=family_id,
        person_id=person_id,
        done=people_page(family_id),
        title=f"Before visiting: {person.name}",
        said="Saved. It is shown at the top of every page about this family.",
    )


@page()
def end_hazard(request: SignedIn, family_id: UUID, hazard_id: UUID) -> HttpResponse:
    """Say that a hazard is no longer one."""
    found = hazard_in_family(family_id, hazard_id)
    return ask(
        request,
        EndForm(request.POST if request.method == "POST" else None),
        lambda said: services.end_hazard(hazard=found, now=request.kith_now),
        family_id=family_id,
        person_id=found.person_id,
        done=people_page(family_id),
        title="This is no longer a hazard",
        intro=f"“{found.words}” will no longer be shown. It stays in the history.",
        said="It is no longer shown.",
        button="Stop showing it",
        warning=True,
    )


@page()
def restrict(request: SignedIn, family_id: UUID) -> HttpResponse:
    """Let only named people see a family."""
    found = family_named(family_id)
    workers = worker_choices(london_date(request.kith_now))
    me = str(request.kith_identity.practitioner_id)
    return ask(
        request,
        RestrictForm(request.POST or None, workers=workers, initial={"named": [me], "owner": me}),
        lambda said: services.restrict_family(
            family=found,
            named=[UUID(each) for each in said["named"]],
            owner_id=UUID(said["owner"]),
            reason=said["reason"],
            elsewhere=said["elsewhere"],
            now=request.kith_now,
        ),
        family_id=family_id,
        title="Restrict this family",
        intro=(
            "Only the owner and the people you name will see this family and everyone in it. To everybody else it is as if "
            "the family"
            " were not on record. If you do not name yourself, you will not see it either."
        ),
        said="The family is restricted.",
        button="Restrict this family",
        warning=True,
        done="/",
    )


@page()
def lift(request: SignedIn, family_id: UUID) -> HttpResponse:
    """Open a restricted family again."""
    found = family_named(family_id)
    return ask(
        request,
        LiftForm(request.POST or None),
        lambda said: services.lift_restriction(family=found, reason=said["reason"], now=request.kith_now),
        family_id=family_id,
        done=people_page(family_id),
        title="Lift the restriction",
        intro="Everybody whose work includes families in this area will see this family again.",
        said="The restriction is lifted.",
        button="Lift the restriction",
        warning=True,
    )
