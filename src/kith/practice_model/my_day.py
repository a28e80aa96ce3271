"""What stands on the day of a practitioner whose area has no model in force, instead of a list that asks the model."""

from django.urls import reverse

from kith.practice_model.queries import NoModelInForce
from kith.workbench.my_day import Row


def no_model(refusal: NoModelInForce) -> Row:
    """Return the row that says so."""
    return {
        "title": "Your area has no practice model in force",
        "href": reverse("practice_model:mine"),
        "why": refusal.message,
    }
