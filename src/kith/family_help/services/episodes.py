"""Opening an episode, and the children in it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kith.access.identity import current_identity
from kith.design.words import the_date
from kith.family_help.facts import BasisSet, EpisodeOpened
from kith.family_help.models import Basis, BasisOfHelp, Episode, EpisodeChild, Tier
from kith.family_help.refusals import (
    ChildAlreadyHelped,
    DatesWrong,
    NotAChild,
    NotAgreed,
    NotInFamily,
    SecondEpisode,
    TierNotUsed,
    WordsMissing,
    WrongCode,
)
from kith.family_help.rules import NEEDS_NAMED_SOCIAL_WORKER
from kith.family_help.services import clocks
from kith.family_help.services.assessments import set_due_again
from kith.family_help.services.authority import (
    area_model,
    must_be_able,
    must_be_open,
    must_say,
    practitioner_id,
)
from kith.family_help.services.elsewhere import Elsewhere, must_be_recorded_elsewhere
from kith.family_help.services.who_may_lead import lead_fits
from kith.kernel.facts import publish
from kith.kernel.time import london_date
from kith.people.matching.births import whole_years
from kith.people.models import Family, FamilyMember, Person
from kith.people.models.versions import save_version, take_in_hand
from kith.people.record.records import records_of
from kith.people.record.rules import ADULT
from kith.practice_model.codes import labels


@dataclass(frozen=True)
class ChildBasis:
    """A child to help, on which basis, and what the census asks about this child's referral.

    ``agreed`` and ``family_said`` are what the family answered; codes are DfE's.
    """

    person_id: UUID
    basis: str
    primary_need: str = ""
    referral_source: str = ""
    evidence: str = ""
    family_said: str = ""
    agreed: bool | None = None
    assessment_limit: str = ""
    """The time limit of the model that the outcome starts (``outcomes.*.starts``); empty: the basis says."""
    elsewhere: Elsewhere | None = None
    """For a child protection plan: where it was begun."""


def open_episode(
    *,
    family: Family,
    children: list[ChildBasis],
    tier: str,
    origin: str,
    referral_date: date,
    threshold_version: str,
    reason: str,
    primary_need: str = "",
    referral_source: str = "",
    now: datetime,
) -> Episode:
    """Open the family's episode for the children named, each on its own basis.

    ``referral_date`` is the day the request was received; ``primary_need`` and ``referral_source`` (DfE codes) hold for every
    child that has none of its own. Raises :class:`SecondEpisode` with a pointer, :class:`ChildAlreadyHelped`,
    :class:`NotInFamily`, :class:`NotAChild`, :class:`MayNotDecide`, :class:`TierNotUsed`, :class:`WrongCode`,
    :class:`WordsMissing`. Source: P-1, C-03.
    """
    identity = current_identity()
    must_say(reason=reason)
    if not children:
        raise WordsMissing("Say which children this help is for.", field="children")
    first = Episode.objects.filter(family=family, closed_on__isnull=True).first()
    if first is not None:
        raise SecondEpisode(
            f"This family has had an open episode since {the_date(first.opened_at)}. Add this to it.",
            episode_id=first.id,
        )
    if referral_date > london_date(now):
        raise DatesWrong(
            "The referral date is in the future. Enter the day the request was received.",
            field="referral_date",
        )
    model = area_model(now)
    _tier_is_used(list(model.tiers), tier)
    _codes(referral_source=referral_source, primary_need=primary_need)
    episode = Episode.objects.create(
        area_id=identity.area_id,
        family=family,
        tier=tier,
        origin=origin,
        referral_date=referral_date,
        referral_source=referral_source,
        threshold_version=threshold_version,
        model_version=model.version_label,
        reason=reason,
        opened_at=now,
        opened_by_id=practitioner_id(),
    )
    for child in children:
        _join(
            episode,
            child,
            referral_date=referral_date,
            reason=reason,
            threshold_version=threshold_version,
            primary_need=child.primary_need or primary_need,
            referral_source=child.referral_source or referral_source,
            now=now,
        )
    clocks.look_again_at_all(family.pk, now=now)
    publish(EpisodeOpened(episode_id=episode.id, family_id=family.id, at=now))
    return episode


def add_child(
    *,
    episode: Episode,
    child: ChildBasis,
    referral_date: date,
    threshold_version: str,
    reason: str,
    by_request: bool = False,
    now: datetime,
) -> EpisodeChild:
    """Add a child to an open episode, with its own referral date and basis. Raises as :func:`open_episode`, and
    :class:`NeedsQualifiedLead` where the present lead may not lead this child's help.

    A decision on a request (``by_request``) and protection wait for no lead (P-2): the child then stands on the day of managers
    as without a social worker.
    """
    must_be_open(episode)
    must_say(reason=reason)
    if not by_request and child.basis not in NEEDS_NAMED_SOCIAL_WORKER:
        then = "Ask a person who may lead on “Who leads” first."
        lead_fits(episode, basis=child.basis, before="", others=_bases_of(episode), then=then, now=now)
    if referral_date > london_date(now):
        raise DatesWrong(
            "The referral date is in the future. Enter the day the request was received.",
            field="referral_date",
        )
    return _join(
        episode,
        child,
        referral_date=referral_date,
        reason=reason,
        threshold_version=threshold_version,
        primary_need=child.primary_need,
        referral_source=child.referral_source or episode.referral_source,
        now=now,
    )


def set_basis(
    *,
    episode_child: EpisodeChild,
    basis: str,
    reason: str,
    evidence: str,
    family_said: str,
    agreed: bool | None,
    now: datetime,
    threshold_version: str = "",
    ended_by: str = "",
    counted_from: date | None = None,
    assessment_limit: str = "",
    elsewhere: Elsewhere | None = None,
    by_request: bool = False,
) -> BasisOfHelp:
    """Decide on which basis a child is helped from today.

    ``counted_from`` is the day of the request that raised the child, when a request did (P-25); else the days count from this
    decision. ``assessment_limit`` is the time limit that the outcome starts. A child protection plan ends only by what
    ``ended_by`` lists, and begins and ends as ``elsewhere`` says (P-8). Where the lead changes with it a step decides it, not
    this; a decision on a request (``by_request``) waits for no lead, and the child stands on the day of managers.
    Raises :class:`MayNotDecide`, :class:`NeedsQualifiedLead`, :class:`NotAgreed`, :class:`PlanEndsOnlyByConference`,
    :class:`NotRecordedElsewhere`,
    :class:`WordsMissing`, :class:`WrongCode`.
    """
    must_be_open(episode_child.episode)
    must_say(reason=reason, evidence=evidence, family_said=family_said)
    must_be_able_to_set(basis, now)
    if not by_request:
        present = episode_child.bases.filter(ends_on__isnull=True).first()
        lead_fits(
            episode_child.episode,
            basis=basis,
            before=present.basis if present else "",
            others=_bases_of(episode_child.episode, without=episode_child),
            then="Decide this as a step (“Step help up or down”): it asks the level of risk, and who will lead.",
            now=now,
        )
    return write_basis(
        episode_child,
        basis,
        reason=reason,
        evidence=evidence,
        family_said=family_said,
        agreed=agreed,
        ended_by=ended_by,
        threshold_version=threshold_version or area_model(now).threshold_id_on(london_date(now)),
        counted_from=counted_from,
        assessment_limit=assessment_limit,
        elsewhere=elsewhere,
        now=now,
    )


def _bases_of(episode: Episode, without: EpisodeChild | None = None) -> list[str]:
    """Return the bases on which an episode's children are helped now, without those of one child."""
    rows = BasisOfHelp.objects.filter(episode_child__episode=episode, episode_child__left_on__isnull=True, ends_on__isnull=True)
    return list(rows.exclude(episode_child=without).values_list("basis", flat=True))


def set_census_details(
    *,
    episode_child: EpisodeChild,
    read_version: int,
    primary_need: str,
    referral_source: str,
    upn_unknown: str,
    now: datetime,
) -> None:
    """Set what the census asks about a child's referral, by DfE code. Raises :class:`WrongCode`, :class:`ChangedMeanwhile`."""

    _codes(primary_need=primary_need, referral_source=referral_source, upn_unknown=upn_unknown)
    save_version(
        episode_child,
        read_version=read_version,
        primary_need=primary_need,
        referral_source=referral_source,
        upn_unknown=upn_unknown,
    )


def write_basis(
    episode_child: EpisodeChild,
    basis: str,
    *,
    reason: str,
    evidence: str,
    family_said: str,
    agreed: bool | None,
    threshold_version: str,
    now: datetime,
    ended_by: str = "",
    decided_by: UUID | None = None,
    decided_at: datetime | None = None,
    counted_from: date | None = None,
    assessment_limit: str = "",
    elsewhere: Elsewhere | None = None,
) -> BasisOfHelp:
    """End the present basis today and begin ``basis``. For services of this room, which check first who may decide it.

    ``decided_by`` and ``decided_at`` are of the decision, when it was taken before today; ``counted_from`` is of the request,
    when one raised the child.
    """
    if basis not in Basis.values:
        raise WrongCode("Choose a basis of help from the list.", field="basis")
    if basis == Basis.BY_AGREEMENT and agreed is False:
        raise NotAgreed("Help by agreement needs the family's agreement. They said no: record that decision instead.")
    today = london_date(now)
    take_in_hand(episode_child)
    present = episode_child.bases.filter(ends_on__isnull=True).first()
    started = episode_child.joined_on
    must_be_recorded_elsewhere(episode_child.person, present, basis, elsewhere, ended_by=ended_by, today=today)
    if present is not None:
        present.ends_on = started = max(today, present.starts_on)
        present.ended_by = ended_by
        present.save()
    row = BasisOfHelp.objects.create(
        area_id=episode_child.area_id,
        family_id=episode_child.family_id,
        episode_child=episode_child,
        person_id=episode_child.person_id,
        basis=basis,
        starts_on=started,
        reason=reason,
        evidence=evidence,
        family_said=family_said,
        agreed=agreed,
        threshold_version=threshold_version,
        decided_by_id=decided_by or practitioner_id(),
        decided_at=decided_at or now,
        counted_from=_counted_from(episode_child, basis, present, counted_from or london_date(decided_at or now)),
        assessment_limit=assessment_limit,
        **columns_of(elsewhere),
    )
    set_due_again(episode_child.episode, now)
    publish(BasisSet(family_id=row.family_id, person_id=row.person_id, basis=basis, at=now))
    return row


def _counted_from(child: EpisodeChild, basis: str, present: BasisOfHelp | None, raised_on: date) -> date:
    """Return the day from which the days of a basis count (P-25): each basis has its own beginning.

    The first basis counts from the child's referral. From section 17 up the days go on when a child rises further;
    early help before it is history, not the start.
    """
    if present is None or basis == Basis.BY_AGREEMENT:
        return child.referral_date
    if present.basis != Basis.BY_AGREEMENT:
        return present.counted_from or child.referral_date
    return raised_on


def must_be_able_to_set(basis: str, now: datetime) -> None:
    """Refuse an actor who may not decide a basis. Help by agreement is between the family and whoever works with them."""
    if basis != Basis.BY_AGREEMENT:
        must_be_able("set_basis", now=now, field="basis")


def columns_of(elsewhere: Elsewhere | None) -> dict[str, Any]:
    """Return what is kept of a plan that was begun or ended elsewhere."""
    if elsewhere is None:
        return {}
    return {"elsewhere_on": elsewhere.on, "elsewhere_source": elsewhere.source, "elsewhere_said_by": elsewhere.said_by}


def _join(
    episode: Episode,
    child: ChildBasis,
    *,
    referral_date: date,
    reason: str,
    threshold_version: str,
    primary_need: str,
    referral_source: str,
    now: datetime,
) -> EpisodeChild:
    person = Person.objects.filter(pk=child.person_id).first()
    records = records_of(child.person_id)
    if (
        person is None
        or not FamilyMember.objects.filter(family_id=episode.family_id, person__in=records, ends_on__isnull=True).exists()
    ):
        raise NotInFamily("Add the child to the family first.", field="children")
    _is_a_child(person, london_date(now))
    elsewhere = EpisodeChild.objects.filter(person__in=records, left_on__isnull=True).first()
    if elsewhere is not None:
        raise ChildAlreadyHelped(
            f"{person.name} is already helped in another family's episode. Record them here as a member of the household.",
            family_id=elsewhere.family_id,
        )
    must_be_able_to_set(child.basis, now)
    _codes(primary_need=primary_need, referral_source=referral_source)
    joined = EpisodeChild.objects.create(
        area_id=episode.area_id,
        family_id=episode.family_id,
        episode=episode,
        person=person,
        referral_date=referral_date,
        referral_source=referral_source,
        primary_need=primary_need,
        joined_on=london_date(now),
    )
    write_basis(
        joined,
        child.basis,
        reason=reason,
        evidence=child.evidence,
        family_said=child.family_said,
        agreed=child.agreed,
        threshold_version=threshold_version,
        assessment_limit=child.assessment_limit,
        elsewhere=child.elsewhere,
        now=now,
    )
    return joined


def _is_a_child(person: Person, today: date) -> None:
    """Refuse an adult as the subject of an episode. A date of birth that is not known refuses nobody."""
    birth = person.date_of_birth
    if birth is not None and whole_years(birth, today) >= ADULT:
        raise NotAChild(f"{person.name} is 18 or older. An episode is for children; adults are members of its family.")


def _tier_is_used(used: list[str], tier: str) -> None:
    if tier not in Tier.values:
        raise WrongCode("Choose a tier from the list.", field="tier")
    if tier not in used:
        names = " or ".join(str(Tier(each).label) for each in used)
        raise TierNotUsed(f"This area does not open a separate '{Tier(tier).label}' episode. Use {names}.")


def _codes(*, primary_need: str = "", referral_source: str = "", upn_unknown: str = "") -> None:
    given = {"primary_need": primary_need, "referral_source": referral_source, "upn_unknown": upn_unknown}
    for field, code in given.items():
        if code and code not in labels(field):
            raise WrongCode(f"'{code}' is not one of DfE's codes here. Choose from the list.", field=field)
