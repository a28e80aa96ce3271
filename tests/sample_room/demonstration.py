"""What the lending room has in an area of the demonstration."""

from datetime import datetime, timedelta
from uuid import UUID

from kith.kernel.time import london_date
from kith.lending.models import Borrower, Loan
from kith.organisations.models import Practitioner
from kith.people.models import FamilyMember


def lend_in(area_id: UUID, now: datetime) -> None:
    """Lend a cot for the youngest member of every fifth family."""
    lender = Practitioner.objects.filter(memberships__area=area_id).order_by("name").first()
    places = FamilyMember.objects.filter(area=area_id, ends_on__isnull=True).order_by("family", "-person__date_of_birth")
    for place in places.distinct("family")[::5]:
        loan = Loan(area_id=area_id, family_id=place.family_id, what="Cot", asked_at=now - timedelta(days=9), asked_by=lender)
        loan.state, loan.due_back_on = Loan.State.LENT, london_date(now) - timedelta(days=2)
        loan.save(force_insert=True)
        Borrower(area_id=area_id, family_id=place.family_id, loan=loan, person_id=place.person_id).save(force_insert=True)
