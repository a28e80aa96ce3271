"""Where a family stands: the banner and the one-page picture."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Prefetch, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, JSONObject

from kith.access.identity import current_identity
from kith.access.models import Grant
from kith.family_help.models import (
    Action,
    AssessedNeed,
    Assessment,
    Basis,
    BasisOfHelp,
    ChildWords,
    ChildWorker,
    DangerAlert,
    Episode,
    EpisodeChild,
    Goal,
    LeadAssignment,
    Oversight,
    Plan,
    PlanReview,
    StepDecision,
    Tier,
)
from kith.family_help.models.plan import Side
from kith.family_help.queries.work import Due, days_without_lead_of, due_of_clock
from kith.kernel.refusals import NotFound
from kith.kernel.time import london_date
from kith.organisations.models import DutyTurn, Practitioner, Team
from kith.people.ages import age_words
from kith.people.models import (
    Agreement,
    ContactDetail,
    Family,
    FamilyMember,
    Hazard,
    Person,
    Protection,
    Relationship,
    RelationshipKind,
)
from kith.people.one_person import records_of
from kith.practice_model.codes import labels
from kith.practice_model.queries import threshold_name
from kith.tasks.queries import beside_family, next_due

_OPEN = {"ends_on__isnull": True}


def open_episode_of(family_id: UUID) -> Episode | None:
    """Return the family's open episode, or ``None``."""
    return Episode.objects.filter(family_id=family_id, closed_on__isnull=True).first()


def episode_of_child(person_id: UUID) -> Episode | None:
    """Return the open episode whose subject this child is, by whichever record, or ``None``."""
    child = EpisodeChild.objects.select_related("episode").filter(person__in=records_of(person_id), left_on__isnull=True).first()
    return child.episode if child else None


def age_in_words(person: Person, today: date) -> str:
    """Return a person's age as people say it."""
    return age_words(person.date_of_birth, person.expected_date, person.date_of_death, person.birth_date_kind, today)


def on_duty(now: datetime) -> Practitioner | None:
    """Return who is on duty in the area acted in: the front door or child protection team by day, out of hours by night."""
    turns = DutyTurn.objects.select_related("practitioner", "team").filter(
        area_id=current_identity().area_id, starts_at__lte=now, ends_at__gt=now
    )
    order: list[str] = [
        Team.Kind.FRONT_DOOR,
        Team.Kind.CHILD_PROTECTION,
        Team.Kind.OUT_OF_HOURS,
        Team.Kind.FAMILY_HELP,
        Team.Kind.HUB,
    ]
    ranked = sorted(turns, key=lambda turn: order.index(turn.team.kind) if turn.team.kind in order else len(order))
    return ranked[0].practitioner if ranked else None


@dataclass(frozen=True)
class HazardWords:
    """What a worker must know before a visit."""

    words: str
    source: str
    review_on: date


@dataclass(frozen=True)
class MemberLine:
    """One member on the page: who they are in the family, and how to reach them."""

    person: Person
    name: str
    age: str
    role: str
    household: str
    school: str
    telephones: list[tuple[str, str]]


@dataclass(frozen=True)
class BannerChild:
    row_id: UUID
    person_id: UUID
    name: str
    age: str
    basis: str
    basis_label: str
    since: date
    social_worker: str
    primary_need: str


@dataclass(frozen=True)
class Banner:
    """What stands on every page of a family's record."""

    family_id: UUID
    family_name: str
    restricted: bool
    episode_id: UUID | None
    tier: str
    children: list[BannerChild]
    lead: Practitioner | None
    lead_since: date | None
    lead_asked: str
    days_without_lead: int
    overseer: Practitioner | None
    overseer_missing: bool
    on_duty: Practitioner | None
    next_due: Due | None
    hazards: list[HazardWords]
    interpreters: list[str]
    dangers: list[DangerAlert]


_AGREEMENTS = (
    Agreement.objects.filter(family=OuterRef("pk"))
    .order_by("-asked_at")
    .values(row=JSONObject(person="person_id", about="about", answer="answer", at="asked_at"))
)
_HAZARDS = (
    Hazard.objects.filter(person=OuterRef("person_id"), ends_on__isnull=True)
    .order_by("recorded_at")
    .values(row=JSONObject(words="words", source="source", review_on="review_on"))
)
_PROTECTIONS = (
    Protection.objects.filter(person=OuterRef("person_id"), ends_on__isnull=True)
    .order_by("starts_at")
    .values(row=JSONObject(what="what", hidden_from="hidden_from_id", words="hidden_from_words", reason="reason"))
)
_TELEPHONES = (
    ContactDetail.objects.filter(person=OuterRef("person_id"), ends_on__isnull=True, kind="telephone")
    .order_by("id")
    .values(row=JSONObject(value="value", safe="safe"))
)
_RELATIONS = (
    Relationship.objects.filter(person=OuterRef("person_id"), ends_on__isnull=True)
    .order_by("id")
    .values(row=JSONObject(other="other_id", kind="kind", responsible="parental_responsibility"))
)
_OTHER_RECORDS = (
    Person.objects.filter(merged_into=Coalesce(OuterRef("person__merged_into"), OuterRef("person"))).order_by("id").values("id")
)
_SOCIAL_WORKERS = (
    ChildWorker.objects.filter(episode_child=OuterRef("episode_child"), kind=ChildWorker.Kind.SOCIAL_WORKER, ends_on__isnull=True)
    .order_by("starts_on", "id")
    .values("practitioner__name")
)
"""Read beside each member or child in their own query, under the same policies: one query where six would be."""


def _rows(rows: Any) -> Any:
    return ArraySubquery(rows)


def _of(row: Any, name: str) -> list[dict[str, Any]]:
    return list(getattr(row, name))


@dataclass(frozen=True)
class _Standing:
    """Everything that banner and page both need, read once: ten queries, whatever the history."""

    family: Family
    places: Sequence[FamilyMember]
    dangers: list[DangerAlert]
    episode: Episode | None
    turns: list[LeadAssignment]
    oversight: Oversight | None
    bases: list[BasisOfHelp]
    assessments: list[Assessment]
    past: list[Episode]
    plan: Plan | None
    on_duty: Practitioner | None


def _standing(family_id: UUID, now: datetime) -> _Standing | None:
    family = (
        Family.objects.select_related("area").filter(pk=family_id).annotate(said=_rows(_AGREEMENTS), due=beside_family()).first()
    )
    if family is None:
        return None
    places = _one_each(
        FamilyMember.objects.select_related("person")
        .filter(family=family, **_OPEN)
        .annotate(
            hazards=_rows(_HAZARDS),
            kept=_rows(_PROTECTIONS),
            telephones=_rows(_TELEPHONES),
            related=_rows(_RELATIONS),
            records=_rows(_OTHER_RECORDS),
            placeless=RawSQL("people_familymember.person_id in (select access_people_without_addresses())", []),
        )
        .order_by("starts_on", "id")
    )
    _add_what_other_records_say(places)
    undecided = ChildWords.objects.filter(episode=OuterRef("pk"), readers="undecided").exclude(words="").order_by()
    episodes = list(
        Episode.objects.filter(family=family)
        .annotate(undecided=Coalesce(Subquery(undecided.values("episode").annotate(n=Count("id")).values("n")), 0))
        .order_by(F("closed_on").desc(nulls_first=True), "-opened_at")
    )
    episode = episodes[0] if episodes and episodes[0].is_open else None
    turns: list[LeadAssignment] = []
    oversight = plan = None
    bases: list[BasisOfHelp] = []
    assessments: list[Assessment] = []
    if episode is not None:
        episode.family = family
        turns = list(episode.leads.select_related("practitioner__agency").order_by("-proposed_at"))
        oversight = episode.oversights.select_related("practitioner").filter(**_OPEN).first()
        bases = list(
            BasisOfHelp.objects.select_related("episode_child", "person")
            .filter(episode_child__episode=episode, episode_child__left_on__isnull=True, **_OPEN)
            .annotate(social_workers=_rows(_SOCIAL_WORKERS))
            .order_by("episode_child_id")
        )
        assessments = list(episode.assessments.order_by("-started_on", "-id"))
        plan = episode.plans.exclude(state=Plan.State.ENDED).first()
        for step in [*assessments, *filter(None, [plan])]:
            step.family = family
    return _Standing(
        family=family,
        places=places,
        dangers=list(DangerAlert.objects.filter(family=family, answered_at__isnull=True).order_by("raised_at")),
        episode=episode,
        turns=turns,
        oversight=oversight,
        bases=bases,
        assessments=assessments,
        past=[each for each in episodes if not each.is_open],
        plan=plan,
        on_duty=on_duty(now),
    )


def _one_each(found: Iterable[FamilyMember]) -> list[FamilyMember]:
    """Return one place for each person: of two records of the same person in a family the later place is shown."""
    places = list(found)
    latest = {place.person.merged_into_id or place.person_id: place for place in places}
    shown = {place.pk for place in latest.values()}
    return [place for place in places if place.pk in shown]


def _add_what_other_records_say(places: Sequence[FamilyMember]) -> None:
    """Add hazards and protections on a member's other records. No query where nobody has any, as in nearly every family."""
    others: dict[UUID, FamilyMember] = {}
    for place in places:
        records: list[UUID] = place.records  # type: ignore[attr-defined]
        others |= {record: place for record in (*records, place.person.merged_into_id) if record not in {None, place.person_id}}
    if not others:
        return
    for model, name in ((Hazard, "hazards"), (Protection, "kept")):
        for row in model.objects.filter(person__in=list(others), **_OPEN).order_by("id"):
            getattr(others[row.person_id], name).append(_hazard(row) if isinstance(row, Hazard) else _kept(row))


def _hazard(row: Hazard) -> dict[str, str]:
    return {"words": row.words, "source": row.source, "review_on": row.review_on.isoformat()}


def _kept(row: Protection) -> dict[str, str]:
    return {
        "what": row.what,
        "hidden_from": str(row.hidden_from_id or ""),
        "words": row.hidden_from_words,
        "reason": row.reason,
    }


def banner_of(family_id: UUID, *, now: datetime) -> Banner | None:
    """Return the banner of a family, or ``None`` when there is no such family for whoever acts. A fixed number of queries."""
    found = _standing(family_id, now)
    return _banner(found, now) if found is not None else None


def _banner(found: _Standing, now: datetime) -> Banner:
    today = london_date(now)
    episode = found.episode
    lead = next((turn for turn in found.turns if turn.state == "accepted" and turn.ends_on is None), None)
    asked = next((turn for turn in found.turns if turn.state == "proposed"), None)
    due = next_due(found.family, _of(found.family, "due"))
    return Banner(
        family_id=found.family.id,
        family_name=found.family.name,
        restricted=found.family.restricted,
        episode_id=episode.id if episode else None,
        tier=Tier(episode.tier).label if episode else "",
        children=[_banner_child(basis, today) for basis in found.bases],
        lead=lead.practitioner if lead else None,
        lead_since=lead.starts_on if lead else None,
        lead_asked=asked.practitioner.name if asked else "",
        days_without_lead=days_without_lead_of(episode, found.turns, today) if episode else 0,
        overseer=found.oversight.practitioner if found.oversight else None,
        overseer_missing=bool(lead and lead.needs_overseer and found.oversight is None),
        on_duty=found.on_duty,
        next_due=due_of_clock(due) if due else None,
        hazards=[
            HazardWords(each["words"], each["source"], date.fromisoformat(each["review_on"]))
            for place in found.places
            for each in _of(place, "hazards")
        ],
        interpreters=sorted({place.person.interpreter for place in found.places if place.person.interpreter}),
        dangers=found.dangers,
    )


def _banner_child(basis: BasisOfHelp, today: date) -> BannerChild:
    child = basis.episode_child
    social_workers: list[str] = basis.social_workers  # type: ignore[attr-defined]
    return BannerChild(
        row_id=child.id,
        person_id=child.person_id,
        name=basis.person.name,
        age=age_in_words(basis.person, today),
        basis=basis.basis,
        basis_label=Basis(basis.basis).label,
        since=basis.starts_on,
        social_worker=social_workers[0] if social_workers else "",
        primary_need=labels("primary_need").get(child.primary_need, ""),
    )


@dataclass(frozen=True)
class Shares:
    """How many actions are the family's, the network's and professionals', by who thought of them and by who does them (C-43)."""

    total: int
    authored: dict[str, int]
    owned: dict[str, int]

    @property
    def family_led_percent(self) -> int | None:
        """The share of actions that the family or its network does, or ``None`` without actions."""
        mine = self.owned[Side.FAMILY] + self.owned[Side.NETWORK]
        return round(100 * mine / self.total) if self.total else None


def shares_of(actions: Iterable[Action]) -> Shares:
    """Count the shares of some actions."""
    rows = list(actions)
    return Shares(
        len(rows),
        {side: sum(row.author_side == side for row in rows) for side in Side.values},
        {side: sum(row.owner_side == side for row in rows) for side in Side.values},
    )


@dataclass(frozen=True)
class FamilyPage:
    """The one-page picture: the banner and everything a duty worker needs to state risk and plan in two minutes."""

    banner: Banner
    family: Family
    episode: Episode | None
    assessment: Assessment | None
    plan: Plan | None
    goals: list[Goal]
    shares: Shares
    unaddressed: list[AssessedNeed]
    leads: list[LeadAssignment]
    steps: list[StepDecision]
    past: list[Episode]
    undecided_words: int
    households: list[tuple[str, list[MemberLine]]]
    relationships: list[str]
    kept_private: list[str]
    agreements: list[str]
    next_steps: list[tuple[str, str]]
    threshold: str
    """The name of the threshold document on which help began; its id when the area's model of that day does not hold it."""


def family_page(family_id: UUID, *, now: datetime) -> FamilyPage:
    """Return the one-page picture of a family. Raises :class:`NotFound`. A fixed number of queries, whatever the history."""
    found = _standing(family_id, now)
    if found is None:
        raise NotFound
    banner, episode = _banner(found, now), found.episode
    goals: list[Goal] = []
    unaddressed: list[AssessedNeed] = []
    steps: list[StepDecision] = []
    undecided = 0
    if episode is not None:
        goals = list(goals_of(found.plan)) if found.plan else []
        unaddressed = unaddressed_needs(episode)
        steps = list(episode.steps.select_related("decided_by").order_by("-decided_at"))
        undecided = int(episode.undecided)  # type: ignore[attr-defined]
    assessment = found.assessments[0] if found.assessments else None
    return FamilyPage(
        banner=banner,
        family=found.family,
        episode=episode,
        assessment=assessment,
        plan=found.plan,
        goals=goals,
        shares=shares_of(action for goal in goals for action in goal.actions.all()),
        unaddressed=unaddressed,
        leads=found.turns,
        steps=steps,
        past=found.past,
        undecided_words=undecided,
        households=_households(found.places, london_date(now)),
        relationships=_relationships(found.places),
        kept_private=_kept_private(found.places),
        agreements=_agreements(found.family, found.places),
        next_steps=_next_steps(banner, assessment, found.plan, undecided),
        threshold=threshold_name(found.family.area.slug, episode.threshold_version, london_date(episode.opened_at))
        if episode
        else "",
    )


def _households(places: Sequence[FamilyMember], today: date) -> list[tuple[str, list[MemberLine]]]:
    groups: dict[str, list[MemberLine]] = {}
    for place in places:
        hidden = place.placeless  # type: ignore[attr-defined]
        safe = dict(ContactDetail._meta.get_field("safe").flatchoices)
        line = MemberLine(
            person=place.person,
            name=place.person.name,
            age=age_in_words(place.person, today),
            role=place.get_role_display(),
            household="" if hidden else place.household,
            school="" if hidden else place.person.school,
            telephones=[(each["value"], safe[each["safe"]]) for each in _of(place, "telephones")],
        )
        groups.setdefault(line.household or "Household not recorded", []).append(line)
    return list(groups.items())


def _relationships(places: Sequence[FamilyMember]) -> list[str]:
    names = {str(place.person_id): place.person.name for place in places}
    held = {True: ", with parental responsibility", False: ", without parental responsibility", None: ""}
    return [
        f"{place.person.name} is {RelationshipKind(each['kind']).label.lower()} of {names[each['other']]}{held[each['responsible']]}"
        for place in places
        for each in _of(place, "related")
        if each["other"] in names
    ]


def _kept_private(places: Sequence[FamilyMember]) -> list[str]:
    names = {str(place.person_id): place.person.name for place in places}
    return [
        f"Keep {place.person.name}'s {Protection.What(each['what']).label.lower()} from"
        f" {names.get(each['hidden_from'] or '', each['words'] or 'a person in another family')}: {each['reason']}"
        for place in places
        for each in _of(place, "kept")
    ]


def _agreements(family: Family, places: Sequence[FamilyMember]) -> list[str]:
    names = {str(place.person_id): place.person.name for place in places}
    answers = dict(Agreement._meta.get_field("answer").flatchoices)
    return [
        f"{names.get(each['person'] or '', 'The family')}: {Agreement.About(each['about']).label.lower()}:"
        f" {answers[each['answer']].lower()} ({_said(london_date(datetime.fromisoformat(each['at'])))})"
        for each in _of(family, "said")
    ]


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def goals_of(plan: Plan) -> Any:
    """Return a plan's goals with their needs, people and actions. Two queries."""
    return plan.goals.select_related("need", "person").prefetch_related(
        Prefetch("actions", Action.objects.select_related("owner_person", "owner_practitioner"))
    )


def _next_steps(banner: Banner, assessment: Assessment | None, plan: Plan | None, undecided: int) -> list[tuple[str, str]]:
    """Return what comes next for this family, in order, each with the page where it is done."""
    steps = []
    if banner.episode_id is None:
        return [
            (
                "There is no open episode. Help starts with a decision on a request for support",
                "front_door:new",
            )
        ]
    if banner.dangers:
        steps.append(("Answer that a child may be in danger", "family_help:danger"))
    if banner.lead is None:
        asked = f"Wait for {banner.lead_asked} to accept, or ask somebody else" if banner.lead_asked else "Choose who leads"
        steps.append((asked, "family_help:allocate"))
    if banner.overseer_missing:
        steps.append(("Name the social worker who oversees", "family_help:allocate"))
    if assessment is None:
        steps.append(("Start the assessment", "family_help:assessment"))
    elif assessment.state in {"draft", "returned"}:
        steps.append(("Finish the assessment", "family_help:assessment"))
    elif assessment.state == "submitted":
        steps.append(("Sign off the assessment", "family_help:assessment"))
    if undecided:
        steps.append(("Decide who may read the children's words", "family_help:assessment"))
    if assessment is not None and plan is None:
        steps.append(("Start the plan with the family's own proposal", "family_help:plan"))
    elif plan is not None and plan.state == "draft":
        steps.append(("Agree the plan with the family", "family_help:plan"))
    return steps


def unaddressed_needs(episode: Episode) -> list[AssessedNeed]:
    """Return the assessed needs that no goal of the plan answers (C-18)."""
    return list(
        AssessedNeed.objects.select_related("person")
        .filter(assessment__episode=episode, not_in_plan_reason="")
        .exclude(goals__state__in=[Goal.State.OPEN, Goal.State.MET])
        .order_by("assessment__started_on", "position")
    )


def assessment_page(family_id: UUID) -> Assessment | None:
    """Return the assessment to work on: the one being written, else the last; with all its parts. ``None`` before the first."""
    episode = open_episode_of(family_id) or Episode.objects.filter(family_id=family_id).order_by("-opened_at").first()
    if episode is None:
        raise NotFound
    return (
        episode.assessments.select_related("episode", "started_by", "submitted_by", "authorised_by")
        .prefetch_related(
            "sections",
            "members__person",
            "known__person",
            "seen__person",
            "needs__person",
            "needs__goals",
            "versions",
        )
        .order_by("-started_on", "-id")
        .first()
    )


def words_of_children(episode: Episode) -> list[ChildWords]:
    """Return all that children said or why they did not, for professionals."""
    return list(ChildWords.objects.select_related("person", "heard_by").filter(episode=episode).order_by("said_on"))


def plan_page(family_id: UUID) -> Plan | None:
    """Return the family's plan with its goals, actions and reviews; the last one when it has ended. Raises :class:`NotFound`."""
    if not Episode.objects.filter(family_id=family_id).exists():
        raise NotFound
    return (
        Plan.objects.select_related("episode", "family", "agreed_by")
        .filter(family_id=family_id)
        .prefetch_related(
            Prefetch(
                "goals",
                Goal.objects.select_related("need", "person").prefetch_related(
                    Prefetch("actions", Action.objects.select_related("owner_person", "owner_practitioner"))
                ),
            ),
            "children__person",
            Prefetch("reviews", PlanReview.objects.prefetch_related("progress__goal")),
            "shares__person",
        )
        .order_by("-started_on", "-id")
        .first()
    )


def open_grants(family_id: UUID) -> list[Grant]:
    """Return the partners who can see the family now, for a step to decide about."""
    return list(Grant.objects.select_related("practitioner__agency").filter(family_id=family_id, ends_on__isnull=True))
