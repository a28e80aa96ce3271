"""Steps up and down, and the end of help, in a family of the demonstration."""

from datetime import date
from typing import Any

from kith.access.models import Grant
from kith.family_help import services
from kith.family_help.demonstration import phrases
from kith.family_help.demonstration.year import FamilyYear
from kith.family_help.models import Action, Episode, LeadAssignment
from kith.family_help.models.plan import Side
from kith.organisations.models import Role


def children_of(year: FamilyYear, to_basis: str, closure_reason: str = "") -> list[services.ChildChange]:
    return [
        services.ChildChange(
            person_id=year.people[child.key],
            to_basis=to_basis,
            child_said="That is fine. Will you still come on Tuesdays?" if child.age(year.stage.today) >= 5 else "",
            not_asked_reason="" if child.age(year.stage.today) >= 5 else "Too young to be asked in words.",
            closure_reason=closure_reason,
        )
        for child in year.family.children
    ]


def _sight_of(year: FamilyYear) -> list[services.SightDecision]:
    held = Grant.objects.filter(family_id=year.family_id, ends_on__isnull=True).values_list("practitioner_id", flat=True)
    return [services.SightDecision(each, "confirm", reason="Goes on working with the family.") for each in held]


def step(year: FamilyYear, day: date) -> None:
    up = year.course.step == "Stepped up"
    moment = year.at(day, 11)
    to_basis = "section_17" if up else "by_agreement"
    with year.by(year.manager, moment) as episode:
        tier = year.stage.model.tier_for(to_basis)
        common: dict[str, Any] = {
            "episode": episode,
            "children": children_of(year, to_basis),
            "evidence": "Two reviews, the lead's visits, and what the school and the surgery wrote.",
            "agreed": True,
            "risk_level": "medium" if up else "low",
            "to_tier": tier if tier != episode.tier else "",
            "grants": _sight_of(year),
            "now": moment,
        }
        if up:
            services.step_up(
                reason="It got worse in spite of good work by everyone, and the children need more than was agreed.",
                family_said="We knew it was not enough. We want the same plan, with more behind it.",
                receiving=_receiving(year, episode),
                **common,
            )
        else:
            services.step_down(
                reason="What had to change has changed and stayed so. The family goes on by agreement.",
                family_said="We are proud of that. We would like to keep the visits for a while.",
                moving_on_plan=year.say(year.chance.choice(phrases.MOVING_ON)),
                **common,
            )
    if year.waiting_lead is not None:
        moment = year.at(day, 15)
        with year.by(year.waiting_lead, moment):
            assignment = LeadAssignment.objects.get(episode_id=year.episode_id, state=LeadAssignment.State.PROPOSED)
            services.accept_lead(assignment=assignment, now=moment)
        year.lead, year.waiting_lead = year.waiting_lead, None


def _receiving(year: FamilyYear, episode: Episode) -> services.Receiving | None:
    """A lead who is not a social worker hands over to one when children step up."""
    if year.lead.is_social_worker:
        return None
    year.waiting_lead = year.cast.of(Role.LEAD_PRACTITIONER)
    return services.Receiving(
        practitioner=year.waiting_lead,
        reason_best_placed="A social worker is needed now, and the family has met her twice.",
        family_preference="They would like both to come to the first visit.",
        risk_level="medium",
        handover_summary="The plan stands. What is new is written in the evidence; the next visit is joint.",
        family_told="Told together at home. They asked that nothing be told twice.",
    )


def _what_is_left(episode: Episode) -> list[services.ActionAtEnd]:
    """The family goes on alone with what it began; what a worker had to do is given up."""
    return [
        services.ActionAtEnd(each.pk, "moved", "The family and its own people")
        if each.owner_side != Side.PROFESSIONAL
        else services.ActionAtEnd(each.pk, "stopped", "The family manages without it now.")
        for each in Action.objects.filter(goal__plan__episode=episode, state=Action.State.OPEN)
    ]


def close(year: FamilyYear, day: date) -> None:
    moment = year.at(day, 14)
    if year.over():
        return
    with year.by(year.manager, moment) as episode:
        services.close_episode(
            episode=episode,
            children=children_of(year, "", "RC7"),
            reason="The goals are met or in good hands, and the family manages with its own people.",
            evidence="The last review, the school's page and what each child said.",
            family_said=year.chance.choice(phrases.FAMILY_SAYS),
            moving_on_plan=year.say(year.chance.choice(phrases.MOVING_ON)),
            actions=_what_is_left(episode),
            now=moment,
        )
