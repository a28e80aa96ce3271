"""Giving a reader their way in, and letting them in."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password

from kith.access.identity import Identity, acting_as, current_identity, service
from kith.access.limits import take_all
from kith.audit.services import record_look
from kith.family_help.models import PlanShare
from kith.family_help.queries import PlanCopy, copy_for_reader, plan_for_reader
from kith.family_help.refusals import NotReadForThem
from kith.family_portal.models import ReaderLink
from kith.family_portal.standing import standing_of
from kith.kernel.refusals import NotFound, Refusal

LIVES_FOR = timedelta(days=90)
CODE_DIGITS = 6


class NotShared(Refusal):
    """No copy of the plan was shared with this person."""

    code = "not_shared"
    source = "practice P-9, P-10"


class LinkDoesNotWork(Refusal):
    """The link is unknown, has ended, or is too old: one answer for all, so that nobody learns which."""

    code = "link_does_not_work"
    source = "practice P-9; design 9, rule 5"

    def __init__(self) -> None:
        super().__init__("This link does not work any more. Ask your worker for a new one.")


class WrongCode(Refusal):
    code = "wrong_code"
    source = "practice P-9; design 8"
    field = "code"


class TooManyTries(Refusal):
    """Many wrong codes came from one address, for whichever links."""

    code = "too_many_tries"
    source = "design 8"
    field = "code"

    def __init__(self, wait: str) -> None:
        super().__init__(f"Too many wrong codes were tried from where you are. Wait {wait}, or ask your worker.")


@dataclass(frozen=True)
class WayIn:
    """What the worker passes on once: ``token`` in a link, ``code`` by another way. Kept nowhere."""

    link: ReaderLink
    token: str
    code: str


def make_way_in(*, share: PlanShare, now: datetime) -> WayIn:
    """Make a link and a code for the reader of a share; an earlier link of the same reader ends.

    Raises :class:`NotShared` when the share has ended, and :class:`NotReadForThem` when anything is kept from the reader and no
    worker confirmed, knowing of it, that the copy was read for them.
    """
    if share.ended_at is not None:
        raise NotShared("This copy is no longer shared. Share the plan again first.")
    given = copy_for_reader(share.plan_id, share.person_id)
    if not given.is_read:
        raise NotReadForThem(
            f"Kept from {share.person.name}: {'; '.join(given.keeps)}. Read their copy of the plan for that and give it to them"
            " again, then make the link."
        )
    ReaderLink.objects.filter(plan_id=share.plan_id, person_id=share.person_id, ended_at__isnull=True).update(
        ended_at=now, ended_because="A new link was made"
    )
    token, code = secrets.token_urlsafe(24), f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    link = ReaderLink.objects.create(
        area_id=share.area_id,
        family_id=share.family_id,
        plan_id=share.plan_id,
        person_id=share.person_id,
        link_hash=hash_of(token),
        code_hash=make_password(code),
        standing=standing_of(family_id=share.family_id, person_id=share.person_id),
        made_at=now,
        made_by_id=current_identity().practitioner_id,
        works_until=now + LIVES_FOR,
    )
    return WayIn(link=link, token=token, code=code)


def end_link(*, link_id: UUID, why: str, now: datetime) -> None:
    """End a reader's link. Raises :class:`NotFound`."""
    if not ReaderLink.objects.filter(pk=link_id, ended_at__isnull=True).update(ended_at=now, ended_because=why[:200]):
        raise NotFound


def hash_of(token: str) -> str:
    """Return what a link is kept as."""
    return hashlib.sha256(token.encode()).hexdigest()


def reader(token: str, *, area_id: UUID) -> Identity:
    """Return the identity of somebody who holds a link: it sees that link and nothing else."""
    return Identity(kind="reader", name=hash_of(token), area_id=area_id, purpose="family_copy")


def check_way_in(*, token: str, code: str, area_id: UUID, address: str, now: datetime) -> UUID:
    """Return the link's id when link and code belong together; ``address`` is the caller's. Opens transactions of its own.

    The try is counted before the code is looked at (``access.limits``): however many arrive at once, five are looked at.
    Raises :class:`LinkDoesNotWork`, or :class:`WrongCode` (after five the link ends).
    """
    tries = take_all({"reader_link": (hash_of(token),), "reader_link_address": (address,)})
    if tries.refused:
        raise LinkDoesNotWork if tries.refused.limit == "reader_link" else TooManyTries(tries.refused.wait)
    used, left = tries.counted[0].used, tries.counted[0].left
    with acting_as(reader(token, area_id=area_id), now=now):
        link = ReaderLink.objects.filter(link_hash=hash_of(token), ended_at__isnull=True, works_until__gt=now).first()
        if link is None:
            raise LinkDoesNotWork
        right = check_password(code.strip().replace(" ", ""), link.code_hash)
        if not right:
            wrong = ReaderLink.objects.filter(pk=link.pk, ended_at__isnull=True)
            wrong.update(wrong_codes=used)
            if not left:
                wrong.update(ended_at=now, ended_because="Too many wrong codes")
    if right:
        tries.give_back()
        return link.pk
    if not left:
        raise LinkDoesNotWork
    raise WrongCode(f"That is not the code. You can try {left} more time{'' if left == 1 else 's'}.")


def read_copy(*, link_id: UUID, area_id: UUID, now: datetime) -> PlanCopy:
    """Return the reader's own copy of their plan, and keep that they read it.

    Runs as the named service *family_copy*. A link whose reader's standing has changed ends here, in a transaction that is kept.
    Raises :class:`LinkDoesNotWork`.
    """
    with acting_as(service("family_copy", area_id=area_id, purpose="family_copy", why=str(link_id)), now=now):
        link = ReaderLink.objects.filter(pk=link_id, ended_at__isnull=True, works_until__gt=now).first()
        copy = None
        if link is not None:
            if standing_of(family_id=link.family_id, person_id=link.person_id) == link.standing:
                copy = _copy_of(link)
            if copy is None:
                link.ended_at, link.ended_because = (
                    now,
                    "The reader's place in the family, or a protection, has changed",
                )
            else:
                link.last_read_at = now
                record_look(
                    "open",
                    now=now,
                    page="family_portal:copy",
                    family_id=link.family_id,
                    person_id=link.person_id,
                )
            link.save(update_fields=["ended_at", "ended_because", "last_read_at"])
    if copy is None:
        raise LinkDoesNotWork
    return copy


def _copy_of(link: ReaderLink) -> PlanCopy | None:
    try:
        return plan_for_reader(link.plan_id, link.person_id)
    except NotFound:
        return None
