"""From a decision to help, to the family's open episode: people are recorded once, with what the request says of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from kith.family_help.clocks import ASSESSMENT
from kith.family_help.models import Episode, EpisodeChild
from kith.family_help.queries import open_episode_of
from kith.family_help.rules import BASIS_ORDER
from kith.family_help.services import ChildBasis, add_child, open_episode, set_basis
from kith.front_door import tasks
from kith.front_door.body import census_ethnicity
from kith.front_door.decision_rules import ChildDecision
from kith.front_door.models import Request, RequestKey, RequestPerson
from kith.front_door.rules import named_in, referral_source, what_is_protected
from kith.front_door.services.case import Case, subject_of
from kith.front_door.services.naming import unnamed
from kith.front_door.states import WAITING
from kith.kernel.time import london_date
from kith.people import services as people_services
from kith.people.models import Family, FamilyMember, Person
from kith.people.record.records import all_records
from kith.people.record.rules import LONGEST_PREGNANCY
from kith.people.services import RelationshipRefused
from kith.practice_model.schema import Outcome

REVIEW_AFTER = timedelta(days=91)
"""Protected things and hazards taken from a request are looked at again after three months, until somebody sets another day."""


NOT_ASKED_YET = "Not asked yet: what keeps the child safe came first."


def open_help(case: Case, decisions: Sequence[ChildDecision]) -> dict[str, Episode]:
    """Return the episode of each child for whom help begins or rises, by key.

    A child who is already helped stays in that episode: a child protection decision raises the basis there, and is no new
    referral (children in need census guide, 4.1).
    """
    episodes: dict[str, Episode] = {}
    new: dict[str, ChildDecision] = {}
    for each in decisions:
        outcome = case.outcome(each)
        if outcome is None or outcome.opens != "episode":
            continue
        helped = subject_of(case.people[each.key])
        if helped is None:
            new[each.key] = each
            continue
        _raise_basis(case, each, helped, outcome)
        episodes[each.key] = helped.episode
    if new:
        opened = open_for(
            request=case.request,
            people=case.people,
            decisions=new,
            outcomes={key: case.model.outcome(each.outcome) for key, each in new.items()},
            threshold_version=case.model.threshold_id_on(case.today),
            agreed={key: case.agreed(each) for key, each in new.items()},
            now=case.now,
        )
        episodes.update(dict.fromkeys(new, opened))
    return episodes


def _raise_basis(case: Case, decision: ChildDecision, helped: EpisodeChild, outcome: Outcome) -> None:
    """Raise the basis on which a child is helped, never lower it."""
    present = helped.bases.filter(ends_on__isnull=True).first()
    basis = str(outcome.basis)
    if present is not None and BASIS_ORDER.index(present.basis) >= BASIS_ORDER.index(basis):
        return
    set_basis(
        episode_child=helped,
        basis=basis,
        reason=decision.reason,
        evidence=decision.needs.strip() or unnamed(case.request, f"Request {case.request.number}: {case.request.worries}"),
        family_said=unnamed(case.request, decision.family_said.strip() or case.request.family_views) or NOT_ASKED_YET,
        agreed=None,
        threshold_version=case.model.threshold_id_on(case.today),
        counted_from=london_date(case.request.received_at),
        assessment_limit=assessment_limit(outcome),
        by_request=True,
        now=case.now,
    )


def open_for(
    *,
    request: Request,
    people: Mapping[str, RequestPerson],
    decisions: Mapping[str, Any],
    outcomes: Mapping[str, Outcome],
    threshold_version: str,
    agreed: Mapping[str, bool],
    now: datetime,
) -> Episode:
    """Open the family's episode for the children decided, or add them to the one that is open. Returns it.

    Everyone named in the request is recorded once: whoever was confirmed stays who they are, everybody else is new. What the
    request asks to protect, warns of and says was agreed goes with them.
    """
    # The database calls a family by its adults' surnames, as they join it.
    family = request.family or people_services.record_family(now=now)
    new = [key for key, given in people.items() if given.person_id is None and given.same_as_id is None]
    recorded = _record_people(request, people, family, now)
    if new:
        people_services.suggest_pairs([recorded[key].pk for key in new], now=now)
        _have_others_looked_at(request)
    _relate(request, recorded, now)
    _protect(request, people, recorded, now)
    _agreements(request, family, recorded)
    if request.family_id is None:
        request.family = family
        request.save(update_fields=["family"])
    sender = request.sender
    source = referral_source(request.kind, role=sender.role, organisation=sender.organisation)
    children = [
        ChildBasis(
            person_id=recorded[key].pk,
            basis=str(outcomes[key].basis),
            primary_need=decision.primary_need,
            referral_source=source,
            evidence=decision.needs,
            family_said=unnamed(request, decision.family_said or request.family_views),
            agreed=True if agreed[key] else None,
            assessment_limit=assessment_limit(outcomes[key]),
        )
        for key, decision in decisions.items()
    ]
    reason = "\n".join(dict.fromkeys(decision.reason for decision in decisions.values()))
    received_on = london_date(request.received_at)
    present = open_episode_of(family.pk)
    if present is not None:
        for child in children:
            add_child(
                episode=present,
                child=child,
                referral_date=received_on,
                threshold_version=threshold_version,
                reason=reason,
                by_request=True,
                now=now,
            )
        return present
    return open_episode(
        family=family,
        children=children,
        tier=_highest_tier(outcomes),
        origin=f"Request {request.number}",
        referral_date=received_on,
        threshold_version=threshold_version,
        reason=reason,
        referral_source=source,
        now=now,
    )


LOOKED_AT_AGAIN = 20
"""Waiting requests that are searched anew after a record was opened: those that share most with the request decided."""


def _have_others_looked_at(request: Request) -> None:
    """Have requests that wait, on the same child, address or number, searched anew: there is a record now that they may mean."""
    mine = RequestKey.objects.filter(request=request).values_list("kind", "value")
    shared = Q(pk__in=[])
    for kind in {kind for kind, _ in mine}:
        shared |= Q(kind=kind, value__in=[value for each, value in mine if each == kind])
    others = (
        RequestKey.objects.filter(shared, area_id=request.area_id, request__state__in=WAITING)
        .exclude(request=request)
        .order_by()
        .values("request_id")
        .annotate(number=Count("pk"))
        .order_by("-number", "-request_id")
    )
    for row in others[:LOOKED_AT_AGAIN]:
        tasks.defer_look_for_family(request_id=row["request_id"], area_id=request.area_id)


def assessment_limit(outcome: Outcome) -> str:
    """Return the time limit for the assessment that an outcome starts, as the area's model says (``outcomes.*.starts``)."""
    return next((code for code in outcome.starts if code in ASSESSMENT.limits), "")


def _highest_tier(outcomes: Mapping[str, Outcome]) -> str:
    order = ["early_help", "family_help", "child_in_need"]
    return max((outcome.tier for outcome in outcomes.values()), key=order.index)


def _record_people(request: Request, people: Mapping[str, RequestPerson], family: Family, now: datetime) -> dict[str, Person]:
    received_on = london_date(request.received_at)
    recorded: dict[str, Person] = {}
    present = set(
        all_records(FamilyMember.objects.filter(family=family, ends_on__isnull=True).values_list("person_id", flat=True))
    )
    for key, given in people.items():
        if given.same_as_id:
            continue
        person = given.person or people_services.record_person(now=now, **_fields(given, now))
        if given.person_id is None:
            given.person = person
            given.save(update_fields=["person"])
        elif (given.forename, given.surname) != (person.forename, person.surname) and (given.forename or given.surname):
            people_services.add_name(person=person, kind="spelling", forename=given.forename, surname=given.surname)
        if person.pk not in present:
            people_services.join_family(
                family=family, person=person, role=given.role, household=given.lives_with[:60], on=received_on
            )
            present.add(person.pk)
        recorded[key] = person
    for key, given in people.items():
        if given.same_as_id:
            same = next(other for other in people.values() if other.pk == given.same_as_id)
            recorded[key] = recorded[same.key]
            people_services.add_name(person=recorded[key], kind="spelling", forename=given.forename, surname=given.surname)
    return recorded


def _fields(given: RequestPerson, now: datetime) -> dict[str, Any]:
    expected = given.expected_date
    if expected is not None and expected - london_date(now) > LONGEST_PREGNANCY:
        expected = None
    shown = {name: _as_name(getattr(given, name)) for name in ("forename", "surname", "known_as")}
    return {
        **shown,
        "date_of_birth": given.date_of_birth,
        "expected_date": expected,
        "sex": given.sex or "U",
        "ethnicity": census_ethnicity(given.ethnicity),
        "language": _as_name(given.language),
        "interpreter": _as_name(given.interpreter),
        "disability": given.disability,
        "school": given.school,
        "address": given.address,
        "postcode": given.postcode,
        "telephone": given.telephone,
        "nhs_number": given.nhs_number,
        "upn": given.upn,
    }


def _as_name(text: str) -> str:
    return text.title() if text.isupper() else text


def _relate(request: Request, recorded: Mapping[str, Person], now: datetime) -> None:
    keys = {person.pk: key for key, person in ((p.key, p) for p in request.people.all())}
    for each in request.relationships.all():
        one, other = recorded[keys[each.from_person_id]], recorded[keys[each.to_person_id]]
        if one.pk == other.pk:
            continue
        try:
            people_services.relate(
                person=one,
                other=other,
                kind=each.kind,
                parental_responsibility=each.parental_responsibility,
                now=now,
            )
        except RelationshipRefused:
            # What the sender said cannot be; the request keeps it, and the help is not held up by it.
            continue


def _protect(request: Request, people: Mapping[str, RequestPerson], recorded: Mapping[str, Person], now: datetime) -> None:
    review_on = london_date(now) + REVIEW_AFTER
    for each in request.protect:
        hidden_from = next(
            (recorded[key] for key, given in people.items() if named_in(each["from"], given.forename, given.surname)),
            None,
        )
        for what in [each["kind"]] if each.get("kind") else what_is_protected(each["what"]):
            others = {key: given for key, given in people.items() if not given.same_as_id and recorded[key] != hidden_from}
            # Where nobody's is known, everybody's is kept: what was asked for is never kept of nobody.
            for key in [key for key, given in others.items() if _concerns(what, given)] or others:
                person = recorded[key]
                people_services.protect(
                    person=person,
                    what=what,
                    hidden_from=hidden_from,
                    hidden_from_words=each["from"][:200],
                    reason=f"Asked for in request {request.number}: {each['what']}",
                    review_on=review_on,
                    now=now,
                )
    if request.hazards:
        about = next((key for key, given in people.items() if not given.is_child), next(iter(people)))
        people_services.record_hazard(
            person=recorded[about],
            words=unnamed(request, request.hazards),
            source=f"Request {request.number}",
            review_on=review_on,
            now=now,
        )


def _concerns(what: str, given: RequestPerson) -> bool:
    """Say whether something of this kind about a person may have to be hidden. Children share their home's address."""
    match what:
        case "pregnancy":
            return given.role == RequestPerson.Role.UNBORN or (given.role == "parent" and bool(given.nhs_number or given.address))
        case "school":
            return given.is_child
        case "telephone":
            return bool(given.telephone)
        case "address":
            return given.is_child or bool(given.address or given.postcode)
    return not given.is_child


def _agreements(request: Request, family: Family, recorded: Mapping[str, Person]) -> None:
    by = next(
        (
            recorded[given.key]
            for given in request.people.all()
            if not given.is_child and given.forename and named_in(request.agreement_by, given.forename.split()[0], "")
        ),
        None,
    )
    for about, answer in (("service", request.agreement_service), ("sharing", request.agreement_sharing)):
        people_services.record_agreement(
            family=family,
            person=by,
            about=about,
            answer=answer,
            words=unnamed(request, request.agreement_by or request.agreement_reason),
            reported=True,
            now=request.received_at,
        )
    if request.sender.told_family:
        people_services.record_agreement(
            family=family,
            person=None,
            about="telling",
            answer=request.sender.told_family,
            words=request.sender.told_family_reason if request.kind == "professional" else "",
            reported=True,
            now=request.received_at,
        )
