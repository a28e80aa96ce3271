"""What the desk itself keeps: drafts, and who was refused."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from kith.access.identity import Identity, current_identity
from kith.audit.services import record_refused_look
from kith.kernel.refusals import NotFound, Refusal
from kith.staff_desk.models import Draft

LONGEST_DRAFT = 200_000
"""Characters of one draft; a form is never longer, a mistake may be."""

NEVER_KEPT = {"csrfmiddlewaretoken", "password", "otp", "code", "key"}
"""Fields that no draft holds."""


class DraftTooLong(Refusal):
    code = "draft_too_long"
    source = "design 8 (bad input)"


class DraftNeedsPage(Refusal):
    code = "draft_needs_page"
    source = "design 2.7 (nothing lost)"


def save_draft(*, page: str, title: str, autosave_url: str, fields: dict[str, list[str]], now: datetime) -> Draft:
    """Keep the unsaved fields of a page for the actor, over what was kept before.

    ``fields`` maps names to lists of values as a form posts them. Raises :class:`DraftTooLong`, :class:`DraftNeedsPage`.
    """
    if not page.startswith("/"):
        raise DraftNeedsPage("Say which page this draft belongs to.")
    kept = {name: values for name, values in fields.items() if name not in NEVER_KEPT}
    if sum(len(value) for values in kept.values() for value in values) > LONGEST_DRAFT:
        raise DraftTooLong("This is too long to keep as a draft. Save the page.")
    identity = current_identity()
    assert identity.practitioner_id is not None
    draft, _ = Draft.objects.update_or_create(
        area_id=identity.area_id,
        practitioner_id=identity.practitioner_id,
        page=page[:300],
        defaults={
            "title": title[:160] or "Unsaved work",
            "autosave_url": autosave_url[:500],
            "fields": kept,
            "saved_at": now,
        },
    )
    return draft


def record_refusal(
    *,
    identity: Identity,
    page: str,
    family_id: UUID | None = None,
    person_id: UUID | None = None,
    request_id: UUID | None = None,
    now: datetime,
) -> None:
    """Keep that somebody was refused a record: for the auditor of their area, and of the record's own area when it is another.

    The answer to whoever looked is the same in every case, so that they do not learn that there is such a record.
    """
    about = [family_id, person_id, request_id]

    def tell_the_other_area() -> None:
        with connection.cursor() as cursor:
            cursor.execute("select staff_desk_refused_elsewhere(%s, %s, %s, %s, %s)", [*about, page, identity.purpose])

    record_refused_look(
        identity,
        now=now,
        page=page,
        family_id=family_id,
        person_id=person_id,
        asked={"request": str(request_id)} if request_id else None,
        elsewhere=tell_the_other_area,
    )


def discard_draft(*, draft_id: UUID) -> str:
    """Throw away one of the actor's drafts. Returns its page. Raises :class:`NotFound` for somebody else's."""
    draft = Draft.objects.filter(pk=draft_id).first()
    if draft is None:
        raise NotFound
    page = draft.page
    draft.delete()
    return page


def forget_draft(*, page: str) -> None:
    """Forget the actor's draft of a page whose form has been saved."""
    Draft.objects.filter(page=page[:300]).delete()
