"""What is done by itself to keep an installation in order. ``config.tasks`` says when."""

import logging
from datetime import UTC, datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection
from oauth2_provider.models import clear_expired

from kith.access.identity import acting_as, service
from kith.access.services import forget_sent_forms
from kith.config.models import LastDone
from kith.kernel.time import now
from kith.organisations.models import Area
from kith.people.services import find_duplicates
from kith.staff_desk.second_factor import renew_secrets

log = logging.getLogger("kith.upkeep")

FORMS_KEPT = timedelta(days=7)
JOBS_KEPT = timedelta(days=7)
FAILED_JOBS_KEPT = timedelta(days=90)

_OLD_JOBS = """
delete from procrastinate_jobs job
where job.status = any(%s::procrastinate_job_status[])
  and not exists (select from procrastinate_events event where event.job_id = job.id and event.at > %s)
"""


def record_done(what: str, words: str = "") -> None:
    """Remember that ``what`` was done to its end just now, in real time also where the demonstration pretends another."""
    LastDone.objects.update_or_create(what=what, defaults={"at": datetime.now(UTC), "words": words[:200]})


def tidy() -> str:
    """Remove what is over: sessions, tokens of systems, sent forms, finished jobs;
    close the secrets of codes with the key of today. Returns the counts in words.

    Nothing here is part of a record: what was done and seen stays in history and looks.
    """
    real = datetime.now(UTC)
    sessions, _ = Session.objects.filter(expire_date__lt=real).delete()
    clear_expired()
    forms = forget_sent_forms(older_than=now() - FORMS_KEPT)
    with connection.cursor() as cursor:
        cursor.execute(_OLD_JOBS, [["succeeded", "cancelled", "aborted"], real - JOBS_KEPT])
        jobs = cursor.rowcount
        cursor.execute(_OLD_JOBS, [["failed"], real - FAILED_JOBS_KEPT])
        jobs += cursor.rowcount
    words = f"{sessions} sessions, {forms} sent forms, {jobs} jobs; {renew_secrets()} secrets of codes encrypted anew"
    record_done("tidy", words)
    return words


def write_review_lists() -> str:
    """Look in each area for records that may be one person, for a worker to look at. Returns the counts in words.

    An area whose search fails does not keep the next one from its own; the failure is raised at the end.
    """
    found, failed = 0, None
    for area in Area.objects.order_by("slug"):
        at = now()
        try:
            with acting_as(service("people_match", area_id=area.pk, purpose="find duplicates"), now=at):
                found += find_duplicates(now=at)
        except DatabaseError as error:
            log.exception("The review list of an area was not written.")
            failed = error
    if failed is not None:
        raise failed
    words = f"{found} new pairs to look at"
    record_done("review_lists", words)
    return words
