"""What was said about a family before anybody assessed it, carried to whoever works with them."""

from django.db import models

from kith.audit.history import tracked
from kith.people.models import FamilyRecord, Person


@tracked()
class Statement(FamilyRecord):
    """Words, whose they are and from when: told once, and never asked of the family again (ledger A-28).

    ``source`` names the sender only where they may be named (P-4). What matching and triage made of a request stays there.
    """

    class About(models.TextChoices):
        WORRIES = "worries", "The worry"
        DANGER = "danger", "Danger"
        STRENGTHS = "strengths", "Strengths"
        NEEDS = "needs", "Needs"
        TRIED = "tried", "What has been tried"
        WANTED = "wanted", "What would help"
        FAMILY_VIEWS = "family_views", "What the family says"
        CHILD_VIEWS = "child_views", "The child’s words"
        NOTES = "notes", "What was said about them"
        LEAD = "lead", "Kind of lead practitioner"
        AGREEMENT = "agreement", "Agreement to help"
        CONVERSATION = "conversation", "A conversation"

    origin = models.UUIDField(help_text="The request, decision or conversation it was said in; carried once")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", help_text="Whom it is about, if one person")
    about = models.CharField(max_length=15, choices=About)
    words = models.TextField()
    source = models.CharField(max_length=160, help_text="Who said it, or that they are not named")
    said_on = models.DateField()
    carried_at = models.DateTimeField()

    class Meta:
        ordering = ["said_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["family", "origin", "about", "person"],
                nulls_distinct=False,
                name="family_help_statement_once",
            ),
            models.CheckConstraint(condition=~models.Q(words=""), name="family_help_statement_says"),
        ]
