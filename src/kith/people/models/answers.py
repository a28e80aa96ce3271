"""The answer to a question that may not have been asked: the one *yes, no, not asked* of the product."""

from django.db import models


class Answer(models.TextChoices):
    """Yes, no, or not asked yet."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_ASKED = "not_asked", "Not asked"
