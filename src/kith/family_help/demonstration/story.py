"""The year of one family that is helped, from the lead to the end."""

from datetime import timedelta

from kith.family_help import services
from kith.family_help.demonstration import phrases
from kith.family_help.demonstration.assessing import assess
from kith.family_help.demonstration.planning import make_plan
from kith.family_help.demonstration.year import FamilyYear
from kith.family_help.models import LeadAssignment
from kith.family_help.refusals import LeadNotAllowed
from kith.organisations.models import Role
from kith.people import services as people_services
from kith.people.demonstration.around import Around

RISK = {"by_agreement": "low", "section_17": "medium"}


def play(year: FamilyYear) -> None:
    """Do everything that happened in a family after the decision to help."""
    special = year.family.special
    if special == "no_lead":
        return
    if not _find_lead(year, waits=special == "lead_waiting"):
        return
    _record_around(year)
    _restrict(year, special)
    assess(year, special)
    if year.course.with_plan:
        make_plan(year, special)
    if special in ("danger", "separated"):
        _keep_safe(year)
    if special == "danger":
        _raise_danger(year)


def _record_around(year: FamilyYear) -> None:
    """Record what the lead heard on the first visit about who is around the family."""
    council = year.cast.by_role[Role.LEAD_PRACTITIONER]
    who = year.lead if year.lead in council else year.senior
    moment = year.at(year.after(3), 12)
    with year.cast.acting(who, moment):
        Around(year.family, year.people, reference=year.begun.reference, number=year.stage.seed, now=moment).record()


def _restrict(year: FamilyYear, special: str) -> None:
    if special != "restricted":
        return
    moment = year.at(year.after(4), 15)
    with year.by(year.manager, moment) as episode:
        people_services.restrict_family(
            family=episode.family,
            named=[year.lead.id, year.senior.id],
            owner_id=year.manager.id,
            reason="A close relative works in the council. Only those who work with the family may see it.",
            elsewhere="hidden",
            now=moment,
        )


def _find_lead(year: FamilyYear, *, waits: bool) -> bool:
    """Ask somebody to lead, and have them accept. Returns whether somebody leads."""
    nurse = year.family.special == "nurse_lead"
    day = year.after(1 if waits else 2)
    basis = next(iter(year.course.bases.values()))
    assignment_id = None
    for candidate in year.cast.leads(year.course.lead, nurse=nurse):
        moment = year.at(day, 11)
        try:
            with year.by(year.manager, moment) as episode:
                assignment_id = services.propose_lead(
                    episode=episode,
                    practitioner=candidate,
                    reason_best_placed=year.chance.choice(phrases.BEST_PLACED),
                    family_preference="They did not mind who, so long as it stays the same person.",
                    risk_level=RISK.get(basis, "medium"),
                    now=moment,
                ).id
        except LeadNotAllowed:
            continue
        year.lead = candidate
        break
    if assignment_id is None or waits:
        return False
    moment = year.at(day, 14)
    with year.by(year.lead, moment):
        assignment = LeadAssignment.objects.get(pk=assignment_id)
        services.accept_lead(assignment=assignment, now=moment)
    if assignment.needs_overseer == "named_social_worker":
        moment = year.at(day, 15)
        with year.by(year.manager, moment) as episode:
            services.name_overseer(
                episode=episode,
                practitioner=year.senior,
                reason="Oversees this family from the start, whoever leads it.",
                now=moment,
            )
    return True


def _keep_safe(year: FamilyYear) -> None:
    """Agree with the family who does what while the danger lasts."""
    moment = year.stage.as_at - timedelta(days=3)
    with year.by(year.lead, moment) as episode:
        services.make_safety_plan(
            family=episode.family,
            worry=year.say("{adult} may come to the house although it was agreed not to, and {child} would see what happens."),
            steps=year.say(
                "{adult} stays away and rings before any visit\n"
                "{child} goes to the neighbours when there is shouting, and rings 999"
                "\nThe lead practitioner rings every evening at 6pm"
            ),
            agreed_by=year.say("{adult}, at home, and {child}, at school"),
            if_not_held="Ring 999, then the out-of-hours team",
            until=(year.stage.as_at + timedelta(days=4)).date(),
            now=moment,
        )


def _raise_danger(year: FamilyYear) -> None:
    moment = year.stage.as_at - timedelta(minutes=40)
    with year.by(year.lead, moment) as episode:
        services.raise_danger(
            family=episode.family,
            words=year.say("{child} rang and whispered that somebody is at the door and {adult} has locked the bathroom."),
            now=moment,
        )
