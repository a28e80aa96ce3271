"""The answer to a question that may not have been asked: the one *yes, no, not asked* of the product."""

from django.db import models


class Answer(models.TextChoices):
    """What was answered, or that nobody has asked yet."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_ASKED = "not_asked", "Not asked"
