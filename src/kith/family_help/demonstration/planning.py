"""The plan of a family of the demonstration: made with them, shared, reviewed, until help ends."""

from datetime import date, datetime, timedelta
from uuid import UUID

from kith.calendars.rules import add_working_days
from kith.family_help import services
from kith.family_help.demonstration import phrases
from kith.family_help.demonstration.moving import close, step
from kith.family_help.demonstration.year import FamilyYear
from kith.family_help.models import Plan
from kith.kernel.time import london_date


def make_plan(year: FamilyYear, special: str) -> None:
    signed = year.clock
    moment = year.at(add_working_days(london_date(signed), 2), 14)
    if year.over():
        return
    with year.by(year.lead, moment) as episode:
        plan_id = services.start_plan(episode=episode, now=moment).id
        _fill_plan(year, Plan.objects.get(pk=plan_id), moment)
    moment = year.at(add_working_days(london_date(moment), 3), 15)
    if year.over():
        return
    with year.by(year.lead, moment):
        plan = Plan.objects.get(pk=plan_id)
        adults = " and ".join(p.forename for p in year.family.people if p.role in ("parent", "carer"))
        services.agree_plan(
            plan=plan,
            family_agreement=f"{adults} agreed at the kitchen table: it is ours, and we can do our part.",
            now=moment,
        )
    if special in ("separated", "interpreter") or year.course.lead % 4 == 0:
        _share(year, plan_id)
    agreed_on = london_date(year.clock)
    end = year.after(year.course.ended_after) if year.course.ended_after is not None else None
    limit = end or year.stage.today
    if year.course.step != "Neither":
        step(year, add_working_days(agreed_on, max(1, min(18, (limit - agreed_on).days // 3))))
    review_day = add_working_days(agreed_on, 20)
    while review_day < limit - timedelta(days=2) and not (special == "" and end is None and year.chance.random() < 0.08):
        _review(year, plan_id, review_day, limit)
        review_day = add_working_days(review_day, 30)
    if end is not None:
        close(year, end)


def _fill_plan(year: FamilyYear, plan: Plan, moment: datetime) -> None:
    family = year.family
    today = london_date(moment)
    plan = services.set_family_proposal(
        plan=plan,
        read_version=plan.version,
        words=year.chance.choice(phrases.PROPOSALS),
        by=f"{family.adult.forename} {family.adult.surname}",
        now=moment,
    )
    plan = services.write_plan(
        plan=plan,
        read_version=plan.version,
        now=moment,
        if_things_get_harder=year.chance.choice(phrases.HARDER),
        contact="At home every second Tuesday after school; a message in between is always all right.",
        next_review_on=add_working_days(today, 23),
    )
    assessment = plan.episode.assessments.order_by("started_on").first()
    needs = list(assessment.needs.all()) if assessment is not None else []
    for number, story in enumerate(year.theme.goals):
        goal = services.add_goal(
            plan=plan,
            words=year.say(story.goal),
            worded_by=family.adult.forename,
            need=needs[number] if number < len(needs) else None,
            outcome=year.say(story.outcome),
            by_when=today + timedelta(days=70 + 20 * number),
            now=moment,
        )
        for side, words in story.actions:
            services.add_action(
                goal=goal,
                words=year.say(words),
                author_side=side,
                author=family.adult.forename if side != "professional" else year.lead.name,
                by_when=today + timedelta(days=year.chance.randrange(14, 60)),
                owner_person=year.person(family.adult.key) if side == "family" else None,
                owner_practitioner=year.lead if side == "professional" else None,
                owner_words="A relative, as agreed" if side == "network" else "",
                owner_side=side,
                now=moment,
            )


def _share(year: FamilyYear, plan_id: UUID) -> None:
    family = year.family
    readers = [family.adult]
    if family.special == "separated":
        readers.append(family.other)
    for reader in readers:
        moment = year.at(london_date(year.clock), 16)
        with year.by(year.lead, moment):
            services.share_plan(
                plan=Plan.objects.get(pk=plan_id),
                reader_person_id=year.people[reader.key],
                contact=f"By hand, read through together; {reader.email or 'no e-mail'}",
                agreed_safe=True,
                read_for_them=True,
                now=moment,
            )


def _review(year: FamilyYear, plan_id: UUID, day: date, limit: date) -> None:
    moment = year.at(day, 15)
    if year.over():
        return
    following = add_working_days(day, 30)
    with year.by(year.lead, moment):
        plan = Plan.objects.get(pk=plan_id)
        progress = [
            services.Progress(
                goal.id,
                year.chance.choices(["better", "same", "met", "worse"], [5, 3, 2, 1])[0],
                family_said=year.chance.choice(phrases.FAMILY_SAYS),
                worker_said=year.chance.choice(phrases.WORKER_SAYS),
            )
            for goal in plan.goals.filter(state="open")
        ]
        for goal in plan.goals.all():
            for action in goal.actions.filter(state="open", by_when__lte=day)[:2]:
                services.change_action(action=action, read_version=action.version, now=moment, state="done", done_on=day)
        services.record_review(
            plan=plan,
            held_on=day,
            present=f"{year.family.adult.forename}, {year.lead.name} and the school",
            words=year.chance.choice(phrases.REVIEW_WORDS),
            family_said=year.chance.choice(phrases.FAMILY_SAYS),
            progress=progress,
            next_review_on=following,
            now=moment,
        )
