"""Pages about people who may pose a risk to the children of a family."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from kith.access.web import SignedIn
from kith.people import services
from kith.people.finding.candidates import find_candidates
from kith.people.matching.description import Wanted
from kith.people.record.choices import people_near_family
from kith.people.record.lookups import family_named, person_page, risk_in_family
from kith.people.web.forms.family import EndForm
from kith.people.web.forms.record import RiskForm
from kith.people.web.pages import NEW, people_page
from kith.workbench.pages import ask, page, typed_again


@page()
def state(request: SignedIn, family_id: UUID) -> HttpResponse:
    """Record that a person may pose a risk. People on record who may be the same are shown before a new record is made."""
    family = family_named(family_id)
    members = people_near_family(family_id)
    form = RiskForm(request.POST or None, members=members)
    alike = []
    if form.is_valid() and not form.cleaned_data["chosen"] and not form.cleaned_data["person"]:
        said = form.cleaned_data
        alike = find_candidates(Wanted(forename=said["forename"], surname=said["surname"], date_of_birth=said["date_of_birth"]))
    if alike:
        return ask(
            request,
            RiskForm(initial=form.cleaned_data, members=members),
            lambda said: None,
            family_id=family_id,
            done=people_page(family_id),
            title="Is it one of these people?",
            said="",
            template="people/alike.html",
            more={"alike": alike, "typed": typed_again(request), "unanswered": "asked" in request.POST},
        )

    def act(said: dict[str, Any]) -> None:
        services.state_risk(
            family=family,
            person=_whom(said, request),
            words=said["words"],
            source=said["source"],
            stated_on=said["stated_on"],
            review_on=said["review_on"],
            now=request.kith_now,
        )

    return ask(
        request,
        form,
        act,
        family_id=family_id,
        done=people_page(family_id),
        title="Somebody who may pose a risk",
        intro="This is shown to those whose role reads child protection, and in no copy for the family.",
        said="Saved. It is shown on the page of this family’s people.",
    )


def _whom(said: dict[str, Any], request: SignedIn) -> Any:
    known = said["person"] or said["chosen"]
    if known and known != NEW:
        return person_page(UUID(known))
    return services.record_person(
        forename=said["forename"],
        surname=said["surname"],
        date_of_birth=said["date_of_birth"],
        in_family=True,
        now=request.kith_now,
    )


@page()
def end(request: SignedIn, family_id: UUID, risk_id: UUID) -> HttpResponse:
    """Say that a statement of risk no longer holds for a family."""
    found = risk_in_family(family_id, risk_id)
    return ask(
        request,
        EndForm(request.POST if request.method == "POST" else None),
        lambda said: services.end_risk(risk=found, now=request.kith_now),
        family_id=family_id,
        person_id=found.person_id,
        done=people_page(family_id),
        title=f"This no longer holds for this family: {found.person.name}",
        intro=f"“{found.words}” will no longer be shown here. It stays in the history, and in other families as it was.",
        said="It is no longer shown.",
        button="Stop showing it",
        warning=True,
    )
