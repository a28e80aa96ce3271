"""Starting, moving and stopping the clocks of Family Help, each in the transaction of the act. For services of this room."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Model

from kith.access.identity import current_identity
from kith.calendars.rules import end_of
from kith.family_help.clocks import (
    ACTION,
    ASSESSMENT,
    CHILD_SEEN,
    GOAL,
    LEAD_ANSWER,
    LOOK_AGAIN,
    OVERSEER,
    PLAN_AGREED,
    PLAN_REVIEW,
    SAFETY_PLAN,
    action_due,
    answer_due,
    assessment_due,
    goal_due,
    look_again_due,
    overseer_due,
    plan_due,
    review_due,
    safety_plan_due,
    seen_due,
)
from kith.family_help.models import (
    Action,
    Assessment,
    AssessmentMember,
    ChildSeen,
    Episode,
    Goal,
    LeadAssignment,
    Plan,
    SafetyPlan,
)
from kith.family_help.services.authority import model_kept
from kith.kernel.terms import area_words
from kith.people.models import FamilyMember, RiskStatement
from kith.tasks.kinds import Kind
from kith.tasks.models import RunningClock
from kith.tasks.queries import on_rows
from kith.tasks.rules import Due
from kith.tasks.services import Owner, explain_breach, hand_over, run_on, start, stop, stop_all

CARRIED_OVER = "Was open when clocks began to run as rows"

_WORDS = {
    "": area_words("Start the {family_help_assessment}"),
    Assessment.State.DRAFT: area_words("Finish the {family_help_assessment}"),
    Assessment.State.RETURNED: area_words("Finish the {family_help_assessment}"),
    Assessment.State.SUBMITTED: area_words("{family_help_assessment} signed off"),
}


def run_assessment(episode: Episode, *, because: str, now: datetime) -> None:
    """Have the assessment's clock say what the bases of help and the assessment say now: started, moved or stopped.

    It runs from the decision on, before anybody opens the assessment, and stops when that is signed off or help ends.
    """
    assessment = episode.assessments.filter(kind=Assessment.Kind.ASSESSMENT).first()
    state = assessment.state if assessment else ""
    if assessment is not None and assessment.overrun_reason.strip():
        _explain(ASSESSMENT, episode, assessment.overrun_reason, now)
    if state not in _WORDS or not episode.is_open:
        stop(ASSESSMENT, episode, because=because, now=now)
        return
    model = model_kept(assessment.model_version if assessment else episode.model_version, now)
    due = assessment_due(episode, model)
    _start(ASSESSMENT, episode, due, because=because, words=_WORDS[state], lead=_lead_of(episode.pk), now=now)


def owe_plan(episode: Episode, *, now: datetime) -> None:
    """Start the clock of the plan when the assessment is signed off, unless a plan is agreed already."""
    if not episode.plans.filter(state=Plan.State.AGREED).exists():
        due = plan_due(model_kept(episode.model_version, now), now)
        words = area_words("Agree the {family_help_plan} with the family")
        _start(PLAN_AGREED, episode, due, because="Assessment signed off", words=words, lead=_lead_of(episode.pk), now=now)


def run_plan(plan: Plan, *, now: datetime) -> None:
    """Have the clocks of a plan say what it says now: its review, and the actions that practitioners own.
    Nothing runs once it has ended."""
    if plan.state == Plan.State.AGREED:
        stop(PLAN_AGREED, plan.episode, because="Plan agreed", now=now)
    due = None if plan.state == Plan.State.ENDED else review_due(plan, model_kept(plan.model_version, now))
    words = f"Review the {plan.title}"
    _start(PLAN_REVIEW, plan, due, because="Date of the review set", words=words, lead=_lead_of(plan.episode_id), now=now)
    for action in Action.objects.filter(goal__plan=plan, owner_practitioner__isnull=False).select_related("goal__plan"):
        run_action(action, now=now)
    for goal in Goal.objects.filter(plan=plan).select_related("plan"):
        run_goal(goal, now=now)


def review_held(plan: Plan, held_on: date, *, now: datetime) -> None:
    """Stop the clock of the review that was held. The next is started by :func:`run_plan`."""
    stop(PLAN_REVIEW, plan, because="Review held", ended_at=min(end_of(held_on), now), now=now)


def run_action(action: Action, *, now: datetime) -> None:
    """Have the clock of an action say what it says now. It runs for the practitioner who owns it, once the plan is agreed."""
    runs = action.state == Action.State.OPEN and action.goal.plan.state == Plan.State.AGREED
    if runs and action.owner_practitioner_id is not None:
        words, owner = f"Do: {action.words}", action.owner_practitioner_id
        _start(ACTION, action, action_due(action), because="Plan agreed", words=words, lead=owner, now=now)
        return
    done = min(end_of(action.done_on), now) if action.done_on else None
    stop(ACTION, action, because=action.get_state_display(), ended_at=done, now=now)


def run_goal(goal: Goal, *, now: datetime) -> None:
    """Have the clock of a goal say what it says now. It runs for the lead while the goal of an agreed plan is open."""
    if goal.state != Goal.State.OPEN or goal.plan.state != Plan.State.AGREED:
        stop(GOAL, goal, because=goal.get_state_display(), now=now)
        return
    words = f"Goal to be met: {goal.words}"
    _start(GOAL, goal, goal_due(goal), because="Plan agreed", words=words, lead=_lead_of(goal.plan.episode_id), now=now)


def run_safety_plan(plan: SafetyPlan, *, now: datetime) -> None:
    """Have the lead, and without one their managers, look at a safety plan again on its last day; until it has ended."""
    if plan.ended_at is not None:
        stop(SAFETY_PLAN, plan, because="It has ended", now=now)
        return
    episode = Episode.objects.filter(family_id=plan.family_id, closed_on__isnull=True).first()
    lead = _lead_of(episode.pk) if episode else None
    _start(SAFETY_PLAN, plan, safety_plan_due(plan), because="Safety plan made", lead=lead, now=now)


def lead_asked(turn: LeadAssignment, *, now: datetime) -> None:
    """Start the clock of the answer of a practitioner who was asked to lead."""
    _start(LEAD_ANSWER, turn, answer_due(turn), because="Asked to lead", lead=turn.practitioner_id, now=now)


def lead_answered(turn: LeadAssignment, *, now: datetime) -> None:
    """Stop the clock of the answer, however the question ended."""
    stop(LEAD_ANSWER, turn, because=f"{turn.get_state_display()}.", now=now)


def lead_changed(episode: Episode, *, now: datetime) -> None:
    """Give what runs for the lead to who leads now, see whether they need an overseer, and start what their acceptance starts."""
    turn = _turn_of(episode.pk)
    hand_over(family_id=episode.family_id, role="lead_practitioner", practitioner_id=_lead_of(episode.pk), now=now)
    run_oversight(episode, now=now)
    if turn is None or episode.assessments.filter(state=Assessment.State.AUTHORISED).exists():
        return
    due = seen_due(model_kept(episode.model_version, now), now)
    if due is None:
        return
    seen = set(ChildSeen.objects.filter(assessment__episode=episode).values_list("person_id", flat=True))
    running = set(RunningClock.objects.filter(kind=CHILD_SEEN.code, subject_id=episode.pk).values_list("person_id", flat=True))
    for child in episode.children.select_related("person").filter(left_on__isnull=True).exclude(person_id__in=seen | running):
        if not child.person.is_unborn:
            words, person = f"See {child.person.name}", child.person_id
            lead = turn.practitioner_id
            _start(CHILD_SEEN, episode, due, because="Lead accepted", words=words, lead=lead, person_id=person, now=now)


def child_seen(assessment: Assessment, person_id: UUID, seen_on: date, *, now: datetime) -> None:
    """Stop the clock of a child who was seen."""
    ended = min(end_of(seen_on), now)
    stop(CHILD_SEEN, assessment.episode, because="Child seen", person_id=person_id, ended_at=ended, now=now)


def will_be_seen(member: AssessmentMember, by: date, *, now: datetime) -> None:
    """Have the clock of a child who was not seen for the assessment run to the day by which they will be (P-28)."""
    episode = member.assessment.episode
    due, words = Due(by, "The child was not seen for the assessment: the day set in it"), f"See {member.person.name}"
    lead = _lead_of(episode.pk)
    because = "Not seen for the assessment"
    _start(CHILD_SEEN, episode, due, because=because, words=words, lead=lead, person_id=member.person_id, now=now)


def child_left(episode: Episode, person_id: UUID, *, now: datetime) -> None:
    """Stop what runs about a child for whom help ended, and ask again when the assessment is due."""
    stop(CHILD_SEEN, episode, because="Help ended for the child", person_id=person_id, now=now)


def run_oversight(episode: Episode, *, now: datetime) -> None:
    """Start the clock of naming an overseer for a lead who needs one, and stop it when one is named or none is needed."""
    turn = _turn_of(episode.pk)
    wanted = turn is not None and turn.needs_overseer and not episode.oversights.filter(ends_on__isnull=True).exists()
    if turn is not None and wanted:
        _start(OVERSEER, episode, overseer_due(turn), because="A lead accepted who needs an overseer", lead=None, now=now)
    else:
        stop(OVERSEER, episode, because="Overseer named, or not needed any more", now=now)


def look_again(of: str, row_id: UUID, *, now: datetime) -> None:
    """Have what was recorded about somebody stand on the lead's day when it is to be looked at again; not once it has ended, nor
    while nobody helps their family."""
    table, kind = LOOK_AGAIN[of]
    row = table.objects.select_related("person").filter(pk=row_id).first()
    if row is None:  # who states a risk of a person of no family need not see the person
        return
    families = FamilyMember.objects.filter(person=row.person_id, ends_on__isnull=True).values("family_id")
    episodes = Episode.objects.filter(closed_on__isnull=True).order_by("opened_at")
    in_family = getattr(row, "family_id", None)
    episode = (episodes.filter(family_id=in_family) if in_family else episodes.filter(family_id__in=families)).first()
    if row.ends_on is not None or episode is None:
        stop(kind, row, because="It has ended, or nobody helps the family", person_id=row.person_id, now=now)
        return
    start(
        kind,
        row,
        due=look_again_due(row),
        because="Recorded with a day to look at it again",
        words=f"{kind.words}: {row.person.name}",
        family_id=episode.family_id,
        person_id=row.person_id,
        owner=Owner(practitioner_id=_lead_of(episode.pk)),
        now=now,
    )


def look_again_at_all(family_id: UUID, *, now: datetime) -> None:
    """Have everything recorded about a family's members be looked at again: when help begins."""
    people = FamilyMember.objects.filter(family_id=family_id, ends_on__isnull=True).values("person_id")
    for of, (table, _) in LOOK_AGAIN.items():
        about = {"family_id": family_id} if table is RiskStatement else {"person_id__in": people}
        for row_id in table.objects.filter(ends_on__isnull=True, **about).values_list("pk", flat=True):
            look_again(of, row_id, now=now)


def help_ended(episode: Episode, *, now: datetime) -> None:
    """Stop everything of this room that runs for the family when its episode closes."""
    ours = RunningClock.objects.filter(family_id=episode.family_id, subject_table__startswith="family_help_")
    stop_all(ours, because="Help ended", now=now)
    again = RunningClock.objects.filter(family_id=episode.family_id, kind__in=[kind.code for _, kind in LOOK_AGAIN.values()])
    stop_all(again, because="Help ended", now=now)


def help_goes_on(episode: Episode, ended_at: datetime, *, now: datetime) -> None:
    """Have what was stopped when help ended run on as it was due, and give it to who leads now: the end was a mistake.

    What was done at the end stays done, and a question to lead is not asked again.
    """
    done = Action.objects.filter(goal__plan__episode=episode, state=Action.State.DONE).values("pk")
    stopped = RunningClock.objects.filter(family_id=episode.family_id, stopped_at=ended_at)
    ours = stopped.filter(subject_table__startswith="family_help_").exclude(kind=LEAD_ANSWER.code)
    run_on(ours.exclude(kind=ACTION.code, subject_id__in=done))
    run_on(stopped.filter(kind__in=[kind.code for _, kind in LOOK_AGAIN.values()]))
    for plan in episode.plans.exclude(state=Plan.State.ENDED):
        run_plan(plan, now=now)
    lead_changed(episode, now=now)
    look_again_at_all(episode.family_id, now=now)


def run_what_is_open(*, now: datetime) -> None:
    """Start the clocks of everything that is open in the area acted in: for a database made before what is due ran as rows."""
    for episode in Episode.objects.filter(area_id=current_identity().area_id, closed_on__isnull=True):
        run_assessment(episode, because=CARRIED_OVER, now=now)
        run_oversight(episode, now=now)
        look_again_at_all(episode.family_id, now=now)
        for plan in episode.plans.exclude(state=Plan.State.ENDED):
            run_plan(plan, now=now)
        for turn in episode.leads.filter(state=LeadAssignment.State.PROPOSED):
            lead_asked(turn, now=now)


def _start(
    kind: Kind,
    subject: Model,
    due: Due | None,
    *,
    because: str,
    now: datetime,
    lead: UUID | None,
    words: str = "",
    person_id: UUID | None = None,
) -> None:
    family_id: UUID = subject.family_id  # type: ignore[attr-defined]
    owner = Owner(practitioner_id=lead)
    start(kind, subject, due=due, because=because, words=words, family_id=family_id, person_id=person_id, owner=owner, now=now)


def _explain(kind: Kind, subject: Model, reason: str, now: datetime) -> None:
    running = on_rows(kind, [subject]).get(subject.pk)
    if running is not None and running.is_late(now) and running.breach_reason != reason.strip():
        explain_breach(clock=running, reason=reason, now=now)


def _turn_of(episode_id: UUID) -> LeadAssignment | None:
    return LeadAssignment.objects.filter(episode_id=episode_id, state=LeadAssignment.State.ACCEPTED, ends_on__isnull=True).first()


def _lead_of(episode_id: UUID) -> UUID | None:
    turn = _turn_of(episode_id)
    return turn.practitioner_id if turn else None
