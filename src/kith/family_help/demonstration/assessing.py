"""The assessment of a family of the demonstration: started, written, submitted, signed or sent back."""

from datetime import datetime, timedelta

from kith.calendars.rules import add_working_days
from kith.family_help import services
from kith.family_help.demonstration import phrases
from kith.family_help.demonstration.year import FamilyYear
from kith.family_help.models import Assessment
from kith.kernel.time import london_date


def assess(year: FamilyYear, special: str) -> None:
    """Write the assessment; how far depends on the family."""
    moment = year.at(year.after(4), 13)
    if year.over():
        return
    with year.by(year.lead, moment) as episode:
        assessment_id = services.start_assessment(episode=episode, now=moment).id
    days = year.course.assessed_in_working_days
    unfinished = days is None and special not in ("sign_off", "sent_back")
    moment = year.at(year.after(8), 16)
    if year.over():
        return
    with year.by(year.lead, moment):
        _write_assessment(year, Assessment.objects.get(pk=assessment_id), half=unfinished, moment=moment)
    if unfinished:
        return
    start = london_date(year.begun.received_at)
    signed = add_working_days(start, days if days is not None else 32)
    moment = year.at(signed, 10)
    with year.by(year.lead, moment):
        assessment = Assessment.objects.get(pk=assessment_id)
        if assessment.due_on is not None and london_date(moment) > assessment.due_on - timedelta(days=1):
            assessment = services.write_analysis(
                assessment=assessment,
                read_version=assessment.version,
                now=moment,
                overrun_reason="The report from the clinic came late, and the family asked to wait for it.",
            )
        services.submit_assessment(assessment=assessment, now=moment)
    if special == "sign_off":
        return
    moment = year.at(signed, 16)
    signer = year.senior if year.course.lead % 3 == 1 else year.manager
    with year.by(signer, moment):
        assessment = Assessment.objects.get(pk=assessment_id)
        if special == "sent_back":
            services.send_back(
                assessment=assessment,
                reason="Please say more about what a day is like for the youngest, and who else was asked.",
                now=moment,
            )
        else:
            services.authorise_assessment(
                assessment=assessment,
                note="Clear about what needs to change, and the children can be heard in it.",
                now=moment,
            )


def _write_assessment(year: FamilyYear, assessment: Assessment, *, half: bool, moment: datetime) -> None:
    family = year.family
    paragraphs = [*year.theme.paragraphs, *phrases.GENERAL_PARAGRAPHS]
    sections = list(assessment.sections.all())
    for number, section in enumerate(sections[: len(sections) // 2] if half else sections):
        services.write_section(
            section=section,
            read_version=section.version,
            words=year.say(paragraphs[number % len(paragraphs)]),
            now=moment,
        )
    keys = {person_id: key for key, person_id in year.people.items()}
    by_key = {person.key: person for person in family.people}
    for member in list(assessment.members.all())[: 2 if half else None]:
        person = by_key.get(keys.get(member.person_id, ""))
        if person is None:
            continue
        is_child = person.role in ("child", "unborn")
        services.write_member(
            member=member,
            read_version=member.version,
            strengths=year.say(year.chance.choice(year.theme.strengths)),
            needs=family.say(year.chance.choice(year.theme.goals).need, child=person.first_name) if is_child else "",
            daily_life=family.say(phrases.GENERAL_PARAGRAPHS[0], child=person.first_name)
            if is_child and person.age(year.stage.today) >= 5
            else "",
            now=moment,
        )
    day = london_date(moment)
    for position, child in enumerate(c for c in family.children if c.role == "child"):
        if half and position:
            break
        services.record_child_seen(
            assessment=assessment, person=year.person(child.key), seen_on=day, alone=child.age(day) >= 4, now=moment
        )
        _child_words(
            year, assessment, child.key, old_enough=child.age(day) >= 4, words=child is family.spoken_of(), moment=moment
        )
    if half:
        return
    for story in year.theme.goals:
        services.add_need(
            assessment=assessment,
            words=year.say(story.need),
            person=year.person(family.spoken_of().key) if "{child}" in story.need else None,
            now=moment,
        )
    assessment.refresh_from_db()
    services.write_analysis(
        assessment=assessment,
        read_version=assessment.version,
        now=moment,
        analysis=year.say(year.chance.choice(year.theme.analysis)),
        what_needs_to_change=year.say(year.theme.change),
        family_view=year.chance.choice(phrases.FAMILY_SAYS),
        factors=list(year.theme.factors),
    )


def _child_words(year: FamilyYear, assessment: Assessment, key: str, *, old_enough: bool, words: bool, moment: datetime) -> None:
    said = words and old_enough
    services.record_child_words(
        episode=assessment.episode,
        assessment=assessment,
        person=year.person(key),
        words=year.say(year.chance.choice(year.theme.child_words)) if said else "",
        no_view_reason=""
        if said
        else "Did not want to say more today and was not pressed."
        if old_enough
        else "Too young to say it in words; watched at play.",
        how="Said while drawing, with only the worker there." if said else "Seen at home, with toys and time.",
        said_on=london_date(moment),
        readers="professionals",
        decided_by="worker",
        readers_reason="Said in trust. To be asked again before anything is shown at home.",
        own_copy=False,
        now=moment,
    )
