"""What a family member reads of loans in their own copy of the plan."""

from collections.abc import Iterator
from uuid import UUID

from kith.lending.models import Loan
from kith.workbench.about import CopyPart
from kith.workbench.readers import Curtain


def lent_to_them(family_id: UUID, reader_id: UUID, hide: Curtain) -> Iterator[CopyPart]:
    """Give what is lent to the family, when something is. Every text passes the reader's curtain."""
    loans = list(Loan.objects.filter(family_id=family_id, state=Loan.State.LENT).order_by("due_back_on", "id"))
    if loans:
        lines = [hide.say("{}, until {}", hide(loan.what), loan.due_back_on or loan.asked_at.date()) for loan in loans]
        yield CopyPart(hide.say("What you have borrowed"), lines)
