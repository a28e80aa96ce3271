"""Every row of a family that its banner and its page both need, read once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Concat, JSONObject

from kith.family_help.models import (
    AssessedNeed,
    Assessment,
    AssessmentMember,
    BasisOfHelp,
    ChildSeen,
    ChildWords,
    ChildWorker,
    DangerAlert,
    Episode,
    LeadAssignment,
    Oversight,
    Plan,
    SafetyPlan,
    Statement,
)
from kith.family_help.queries.duty import on_duty
from kith.kernel.time import london_date
from kith.organisations.models import Practitioner
from kith.people.models import Address, Agreement, ContactDetail, Family, FamilyMember, Hazard, Person, Protection, Relationship
from kith.tasks.queries import beside_family

_OPEN = {"ends_on__isnull": True}

_AGREEMENTS = (
    Agreement.objects.filter(family=OuterRef("pk"))
    .order_by("-asked_at")
    .values(row=JSONObject(person="person_id", about="about", answer="answer", words="words", at="asked_at"))
)

SEES = RawSQL(
    "array(select part from unnest(array['episode', 'assessment', 'plan']) as part"
    " where part = any(access_parts()) or people_family.id = any(access_granted(part)))",
    [],
)
"""The parts of a family's help that the actor sees. Of a part that they do not see, an empty answer says nothing."""

_SAFETY = (
    SafetyPlan.objects.filter(family=OuterRef("pk"), ended_at__isnull=True)
    .order_by()
    .values(
        row=JSONObject(
            worry="worry", steps="steps", agreed_by="agreed_by", if_not_held="if_not_held", until="until", by="made_by__name"
        )
    )
)

_WORRIES = (
    Statement.objects.filter(family=OuterRef("pk"))
    .annotate(worry=Case(When(about=Statement.About.WORRIES, then=0), default=1))
    .order_by("worry", "-said_on", "-id")
    .values(row=JSONObject(about="about", words="words", source="source", on="said_on"))[:1]
)
"""The worry as it was said last; anything else that was said where nobody named one."""

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


def _homes(today: date) -> Any:
    """Where each member lives on a day, as the policies of addresses show it to the actor."""
    return (
        Address.objects.filter(living_on(today), person=OuterRef("person_id"))
        .order_by("starts_on", "id")
        .values(row=JSONObject(lines="lines", postcode="postcode"))
    )


def living_on(day: date) -> Q:
    """Return what holds for the addresses at which somebody lives on a day: a move that is planned is none yet."""
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=day)
    return begun & (Q(ends_on__isnull=True) | Q(ends_on__gt=day))


_RELATIONS = (
    Relationship.objects.filter(person=OuterRef("person_id"), ends_on__isnull=True)
    .order_by("id")
    .values(row=JSONObject(other="other_id", kind="kind", responsible="parental_responsibility", basis="responsibility_basis"))
)

_OTHER_RECORDS = (
    Person.objects.filter(merged_into=Coalesce(OuterRef("person__merged_into"), OuterRef("person"))).order_by("id").values("id")
)

_SOCIAL_WORKERS = (
    ChildWorker.objects.filter(episode_child=OuterRef("episode_child"), kind=ChildWorker.Kind.SOCIAL_WORKER, ends_on__isnull=True)
    .order_by("starts_on", "id")
    .values("practitioner__name")
)

_LAST_SEEN = (
    ChildSeen.objects.filter(person=OuterRef("person_id"))
    .order_by("-seen_on", "-id")
    .values(row=JSONObject(on="seen_on", alone="alone", by="seen_by__name"))[:1]
)

_LAST_WORDS = (
    ChildWords.objects.filter(person=OuterRef("person_id"))
    .exclude(words="")
    .order_by("-said_on", "-id")
    .values(row=JSONObject(words="words", readers="readers"))[:1]
)

_MEMBERS = (
    AssessmentMember.objects.filter(assessment=OuterRef("pk"))
    .order_by("id")
    .values(
        row=JSONObject(
            person="person_id",
            strengths="strengths",
            needs="needs",
            name=Concat("person__forename", Value(" "), "person__surname"),
        )
    )
)

_NEEDS = (
    AssessedNeed.objects.filter(assessment=OuterRef("pk"), person__isnull=False)
    .order_by("position")
    .values(row=JSONObject(person="person_id", words="words"))
)

_VIEWS = (
    ChildWords.objects.filter(episode=OuterRef("pk"))
    .order_by("said_on", "id")
    .values(row=JSONObject(person="person_id", words="words", none="no_view_reason", on="said_on", readers="readers"))
)
"""Read beside each member or child in their own query, under the same policies: one query where six would be."""


def _rows(rows: Any) -> Any:
    return ArraySubquery(rows)


@dataclass(frozen=True)
class FamilyRows:
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


def family_rows(family_id: UUID, now: datetime) -> FamilyRows | None:
    """Return the rows of a family, or ``None`` when there is no such family for the actor."""
    family = (
        Family.objects.select_related("area")
        .filter(pk=family_id)
        .annotate(
            said=_rows(_AGREEMENTS),
            safety=_rows(_SAFETY),
            told=_rows(_WORRIES),
            due=beside_family(),
            sees=SEES,
        )
        .first()
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
            homes=_rows(_homes(london_date(now))),
            related=_rows(_RELATIONS),
            records=_rows(_OTHER_RECORDS),
            placeless=RawSQL("people_familymember.person_id in (select access_people_without_addresses())", []),
        )
        .order_by("starts_on", "id")
    )
    _add_what_other_records_say(places, london_date(now))
    undecided = ChildWords.objects.filter(episode=OuterRef("pk"), readers="undecided").exclude(words="").order_by()
    episodes = list(
        Episode.objects.filter(family=family)
        .annotate(
            views=_rows(_VIEWS), undecided=Coalesce(Subquery(undecided.values("episode").annotate(n=Count("id")).values("n")), 0)
        )
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
            .annotate(social_workers=_rows(_SOCIAL_WORKERS), last_seen=_rows(_LAST_SEEN), last_words=_rows(_LAST_WORDS))
            .order_by("episode_child_id")
        )
        assessments = list(
            episode.assessments.annotate(parts=_rows(_MEMBERS), found=_rows(_NEEDS)).order_by("-started_on", "-id")
        )
        plan = episode.plans.exclude(state=Plan.State.ENDED).first()
        for step in [*assessments, *filter(None, [plan])]:
            step.family = family
    return FamilyRows(
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


def listed(row: Any, name: str) -> list[dict[str, Any]]:
    """Return what was read beside a row."""
    return list(getattr(row, name))


def _one_each(found: Iterable[FamilyMember]) -> list[FamilyMember]:
    """Return one place for each person: of two records of the same person in a family the later place is shown."""
    places = list(found)
    latest = {place.person.merged_into_id or place.person_id: place for place in places}
    shown = {place.pk for place in latest.values()}
    return [place for place in places if place.pk in shown]


def _add_what_other_records_say(places: Sequence[FamilyMember], today: date) -> None:
    """Add hazards, protections and homes on a member's other records. No query where nobody has any."""
    others: dict[UUID, FamilyMember] = {}
    for place in places:
        records: list[UUID] = place.records  # type: ignore[attr-defined]
        others |= {record: place for record in (*records, place.person.merged_into_id) if record not in {None, place.person_id}}
    if not others:
        return
    for model, name in ((Hazard, "hazards"), (Protection, "kept")):
        for row in model.objects.filter(person__in=list(others), **_OPEN).order_by("id"):
            getattr(others[row.person_id], name).append(_hazard(row) if isinstance(row, Hazard) else _kept(row))
    for home in Address.objects.filter(living_on(today), person__in=list(others)).order_by("starts_on", "id"):
        homes = others[home.person_id].homes  # type: ignore[attr-defined]
        homes.append({"lines": home.lines, "postcode": home.postcode})


def _hazard(row: Hazard) -> dict[str, str]:
    return {"words": row.words, "source": row.source, "review_on": row.review_on.isoformat()}


def _kept(row: Protection) -> dict[str, str]:
    return {
        "what": row.what,
        "hidden_from": str(row.hidden_from_id or ""),
        "words": row.hidden_from_words,
        "reason": row.reason,
    }
