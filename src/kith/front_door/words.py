"""What a request can say of itself: who asks, whether a child is in danger, by which door it came."""

from django.db import models


class Kind(models.TextChoices):
    """Who asks."""

    PROFESSIONAL = "professional", "A professional"
    RELATIVE = "relative", "A relative"
    PUBLIC = "public", "A member of the public"
    SELF = "self", "A parent or carer for their own family"
    CHILD = "child", "A child or young person"
    ANONYMOUS = "anonymous", "Somebody who gave no name"


class DangerSaid(models.TextChoices):
    """What the sender answers when asked whether a child is being hurt now. *Not sure* is an answer (practice P-22)."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_SURE = "not_sure", "Not sure"
    NOT_SAID = "", "Not said"


class Danger(models.IntegerChoices):
    """Where a request stands in the queue: the higher, the sooner it is read (practice P-22)."""

    SAID = 4, "A child may be in danger now"
    WORDS = 3, "May be urgent from what was said"
    HANDED_OVER = 2, "Handed over to child protection, not yet answered"
    NOT_SURE = 1, "The sender is not sure whether a child is being hurt"
    NONE = 0, "Waiting for a decision"


class InBurst(models.IntegerChoices):
    """How a request of a burst stands in the queue. A danger that says something of its own is never hidden by somebody else's
    burst."""

    APART = 0, "On a line of its own"
    DIFFERENT = 1, "In the line of its burst, and says something that none before it said"
    REPEAT = 2, "In the line of its burst, and says what one before it said"


class Door(models.TextChoices):
    """The way a request came in."""

    API = "api", "API"
    WEB = "web", "Written down by staff"
    BULK = "bulk", "From a file"
    PUBLIC = "public", "Public form"
