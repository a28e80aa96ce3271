"""What is read of loans. Each is one query."""

from datetime import date, datetime
from uuid import UUID

from kith.kernel.paging import Source
from kith.lending.models import Borrower, Loan

OPEN = [Loan.State.ASKED, Loan.State.LENT]


def loans_of_family(family_id: UUID, *, now: datetime) -> list[Loan]:
    """Return what a family asked for, the newest first."""
    return list(Loan.objects.filter(family_id=family_id).order_by("-asked_at", "-id"))


def loans_for(person_id: UUID, *, now: datetime) -> list[Loan]:
    """Return the open loans for a person."""
    return list(Loan.objects.filter(borrowers__person=person_id, state__in=OPEN).order_by("-asked_at", "-id"))


def overdue(area_id: UUID, *, today: date) -> Source[Loan]:
    """Return what should be back, the longest overdue first."""
    rows = Loan.objects.select_related("family").filter(area=area_id, state=Loan.State.LENT, due_back_on__lt=today)
    return Source(rows, ("due_back_on", "id"))


def lent_to_both(one: set[UUID], other: set[UUID]) -> list[Loan]:
    """Return the loans that are open for both of two persons, given all records of each."""
    both = Borrower.objects.filter(person__in=other).values("loan")
    return list(Loan.objects.filter(borrowers__person__in=one, pk__in=both, state__in=OPEN).distinct().order_by("id"))
