"""Lending: one verb, one intention."""

from collections.abc import Sequence
from datetime import date, datetime

from kith.access.identity import current_identity
from kith.kernel.time import london_date
from kith.lending.models import Borrower, Delivery, Loan
from kith.lending.rules import comes_back
from kith.lending.states import LOAN, LoanRefused
from kith.people.models import Family, Person


def ask_for(*, family: Family, what: str, people: Sequence[Person], now: datetime) -> Loan:
    """Record that a family asks for a thing. Raises ``Collision`` when the same thing is asked for or lent already."""
    asker = current_identity().practitioner_id
    loan = Loan(area_id=family.area_id, family=family, what=what.strip(), asked_at=now, asked_by_id=asker)
    loan.save(force_insert=True)
    for person in people:
        Borrower(area_id=family.area_id, family=family, loan=loan, person=person).save(force_insert=True)
    return loan


def lend(*, loan: Loan, until: date, now: datetime) -> None:
    """Bring a thing to the family. Raises ``LoanRefused``."""
    if not comes_back(on=london_date(now), until=until):
        raise LoanRefused(comes_back.no(field="due_back_on"))
    loan.due_back_on = until
    _move(loan, "lend")
    Delivery(area_id=loan.area_id, family_id=loan.family_id, loan=loan, on=london_date(now)).save(force_insert=True)
    # The room's running clock starts here, and stops where the thing is back.


def refuse(*, loan: Loan) -> None:
    """Say no. Raises ``LoanRefused``."""
    _move(loan, "refuse")


def take_back(*, loan: Loan) -> None:
    """Record that a thing is back. Raises ``LoanRefused``."""
    _move(loan, "take_back")


def _move(loan: Loan, verb: str) -> None:
    loan.state = LOAN.after(loan.state, verb)
    loan.save(update_fields=["state", "due_back_on"])
