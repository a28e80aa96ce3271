"""The one-page picture of a family."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kith.design.words import the_date
from kith.family_help.models import AssessedNeed, Assessment, Episode, Goal, LeadAssignment, Plan, StepDecision
from kith.family_help.queries.banner import Banner, age_in_words, banner_from
from kith.family_help.queries.each_person import Each, each_person
from kith.family_help.queries.earlier_help import EarlierHelp, helped_before
from kith.family_help.queries.family_rows import family_rows, listed
from kith.family_help.queries.glance import Glance, glance
from kith.family_help.queries.goals import goals_of, unaddressed_needs
from kith.family_help.queries.reopening import may_reopen
from kith.family_help.queries.shares import Shares, shares_of
from kith.kernel.refusals import NotFound
from kith.kernel.terms import area_words
from kith.kernel.time import london_date
from kith.people.models import Agreement, ContactDetail, Family, FamilyMember, Person, Protection, RelationshipKind
from kith.people.models.places import one_line
from kith.practice_model.queries import threshold_name


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
class Household:
    """Members who live together: by the name of the household where it has one, else by the address."""

    title: str
    homes: list[tuple[str, list[str]]]
    """Each address that the reader may see, with whom it is kept from."""
    members: list[MemberLine]


@dataclass(frozen=True)
class FamilyPage:
    """The one-page picture: the banner and everything a duty worker needs to state risk and plan in two minutes."""

    banner: Banner
    glance: Glance
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
    before: list[EarlierHelp]
    undecided_words: int
    households: list[Household]
    relationships: list[str]
    kept_private: list[str]
    agreements: list[str]
    next_steps: list[tuple[str, str]]
    each: list[Each]
    """Each member with what is strong, what they need, what will be different, what they say."""
    sees: frozenset[str]
    """Parts of help that the reader sees: of *episode*, *assessment* and *plan*. That there is none is said of no other."""
    threshold: str
    """The name of the threshold document on which help began; its id when the area's model of that day does not hold it."""
    reopens: bool
    """Help has ended, and the reader may reopen it if that was a mistake."""


def family_page(family_id: UUID, *, now: datetime) -> FamilyPage:
    """Return the one-page picture of a family. Raises :class:`NotFound`. A fixed number of queries, whatever the history."""
    found = family_rows(family_id, now)
    if found is None:
        raise NotFound
    banner, episode = banner_from(found, now), found.episode
    sees = frozenset(found.family.sees)  # type: ignore[attr-defined]
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
        glance=glance(found, goals, steps, sees),
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
        before=helped_before([place.person_id for place in found.places if place.role in _CHILDREN], london_date(now)),
        undecided_words=undecided,
        households=_households(found.places, london_date(now)),
        relationships=_relationships(found.places),
        kept_private=_kept_private(found.places),
        agreements=_agreements(found.family, found.places),
        next_steps=_next_steps(banner, assessment, found.plan, undecided) if "episode" in sees else [],
        each=each_person(found, goals) if episode is not None and "assessment" in sees else [],
        sees=sees,
        threshold=threshold_name(found.family.area.slug, episode.threshold_version, london_date(episode.opened_at))
        if episode
        else "",
        reopens=bool(episode is None and found.past and may_reopen(now)),
    )


_CHILDREN = {"child", "unborn"}


NO_ADDRESS = "No present address shown"


def _households(places: Sequence[FamilyMember], today: date) -> list[Household]:
    """Return who lives together and where, as this reader may see it. Of a member whose whereabouts the reader may not see there
    is neither household nor address. An address that is kept for one who lives there is kept for everyone who does."""
    groups: dict[str, Household] = {}
    safe = dict(ContactDetail._meta.get_field("safe").flatchoices)
    kept_from = _homes_kept(places)
    for place in places:
        hidden = place.placeless  # type: ignore[attr-defined]
        line = MemberLine(
            person=place.person,
            name=place.person.name,
            age=age_in_words(place.person, today),
            role=place.get_role_display(),
            household="" if hidden else place.household,
            school="" if hidden else place.person.school,
            telephones=[(each["value"], safe[each["safe"]]) for each in listed(place, "telephones")],
        )
        homes = [] if hidden else _homes(place)
        title = line.household or "; ".join(homes) or NO_ADDRESS
        group = groups.setdefault(title, Household(title, [], []))
        group.members.append(line)
        group.homes.extend((home, kept_from[home]) for home in homes if home not in dict(group.homes))
    return list(groups.values())


def _homes(place: FamilyMember) -> list[str]:
    words = (one_line(each["lines"], each["postcode"]) for each in listed(place, "homes"))
    return list(dict.fromkeys(words))


def _homes_kept(places: Sequence[FamilyMember]) -> dict[str, list[str]]:
    """Return each address of the members with whom it is kept from."""
    names = {str(place.person_id): place.person.name for place in places}
    kept: dict[str, list[str]] = {}
    for place in places:
        who = [
            names.get(each["hidden_from"] or "", each["words"] or "a person in another family")
            for each in listed(place, "kept")
            if each["what"] == Protection.What.ADDRESS
        ]
        for home in _homes(place):
            kept[home] = list(dict.fromkeys([*kept.get(home, []), *who]))
    return kept


def _relationships(places: Sequence[FamilyMember]) -> list[str]:
    names = {str(place.person_id): place.person.name for place in places}
    held = {True: ", with parental responsibility", False: ", without parental responsibility", None: ""}
    return [
        f"{place.person.name} is {RelationshipKind(each['kind']).label.lower()} of "
        f"{names[each['other']]}{held[each['responsible']]}"
        f"{' (where it comes from: not recorded)' if each['responsible'] and not each['basis'] else ''}"
        for place in places
        for each in listed(place, "related")
        if each["other"] in names
    ]


def _kept_private(places: Sequence[FamilyMember]) -> list[str]:
    names = {str(place.person_id): place.person.name for place in places}
    return [
        f"Keep {place.person.name}'s {Protection.What(each['what']).label.lower()} from"
        f" {names.get(each['hidden_from'] or '', each['words'] or 'a person in another family')}: {each['reason']}"
        for place in places
        for each in listed(place, "kept")
    ]


def _agreements(family: Family, places: Sequence[FamilyMember]) -> list[str]:
    names = {str(place.person_id): place.person.name for place in places}
    answers = dict(Agreement._meta.get_field("answer").flatchoices)
    return [
        f"{names.get(each['person'] or '', 'The family')}: {Agreement.About(each['about']).label.lower()}:"
        f" {answers[each['answer']].lower()} ({the_date(london_date(datetime.fromisoformat(each['at'])))})"
        for each in listed(family, "said")
    ]


def _next_steps(banner: Banner, assessment: Assessment | None, plan: Plan | None, undecided: int) -> list[tuple[str, str]]:
    """Return what comes next for this family, in order, each with the page where it is done."""
    if banner.episode_id is None:
        return [("There is no open episode. Help starts with a decision on a request for support", "front_door:new")]
    return [
        *_who_is_needed(banner),
        *_of_the_assessment(assessment),
        *([("Decide who may read the children's words", "family_help:assessment")] if undecided else []),
        *_of_the_plan(plan, begun=assessment is not None),
    ]


def _who_is_needed(banner: Banner) -> Iterator[tuple[str, str]]:
    if banner.dangers:
        yield "Answer that a child may be in danger", "family_help:danger"
    if banner.lead is None:
        asked = f"Wait for {banner.lead_asked} to accept, or ask somebody else" if banner.lead_asked else "Choose who leads"
        yield asked, "family_help:allocate"
    if banner.overseer_missing:
        yield "Name the social worker who oversees", "family_help:allocate"


_ASSESSMENT_NEXT = {
    "": area_words("Start the {family_help_assessment}"),
    Assessment.State.DRAFT: area_words("Finish the {family_help_assessment}"),
    Assessment.State.RETURNED: area_words("Finish the {family_help_assessment}"),
    Assessment.State.SUBMITTED: area_words("Sign off the {family_help_assessment}"),
}


def _of_the_assessment(assessment: Assessment | None) -> Iterator[tuple[str, str]]:
    words = _ASSESSMENT_NEXT.get(assessment.state if assessment else "")
    if words:
        yield words, "family_help:assessment"


def _of_the_plan(plan: Plan | None, *, begun: bool) -> Iterator[tuple[str, str]]:
    if plan is None and begun:
        yield area_words("Start the {family_help_plan} with the family's own proposal"), "family_help:plan"
    elif plan is not None and plan.state == Plan.State.DRAFT:
        yield area_words("Agree the {family_help_plan} with the family"), "family_help:plan"
