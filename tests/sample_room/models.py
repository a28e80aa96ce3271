"""What is lent to a family, for whom, and what became of it."""

from django.db import models
from django.db.models import Q

from kith.audit.history import tracked
from kith.organisations.models import Practitioner
from kith.people.models import FamilyRecord, Person


@tracked()
class Loan(FamilyRecord):
    """One thing that a family asked for. It is lent until it is back."""

    class State(models.TextChoices):
        ASKED = "asked", "Asked for"
        LENT = "lent", "Lent"
        BACK = "back", "Back"
        REFUSED = "refused", "Refused"

    what = models.CharField("what", max_length=100)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    due_back_on = models.DateField("due back on", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family", "what"], condition=Q(state__in=["asked", "lent"]), name="lending_same_thing_once"
            )
        ]


@tracked()
class Borrower(FamilyRecord):
    """A person for whom a thing is."""

    loan = models.ForeignKey(Loan, models.PROTECT, related_name="borrowers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["loan", "person"], name="lending_borrower_once")]


class OfLoan(FamilyRecord):
    """What happened with a thing on a day."""

    loan = models.ForeignKey(Loan, models.PROTECT, related_name="%(class)ss")
    on = models.DateField("on")
    words = models.TextField("words", blank=True)

    class Meta:
        abstract = True


@tracked()
class Check(OfLoan):
    """A worker looked whether the thing is safe."""

    safe = models.BooleanField("safe")


@tracked()
class Delivery(OfLoan):
    """The thing was brought to the family."""


@tracked()
class Reminder(OfLoan):
    """The family was asked to give it back."""


@tracked()
class Damage(OfLoan):
    """The thing came back damaged."""
