"""The page on which a family asks for a thing."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from kith.access.sight import Part
from kith.design.forms import Form
from kith.lending import services
from kith.people.record.lookups import family_named
from kith.workbench.pages import ask, page, sent


class AskForm(Form):
    what = forms.CharField(label="What do they need?", max_length=100)


@page(Part.EPISODE)
def family(request: Any, family_id: UUID) -> HttpResponse:
    """Ask for a thing."""
    found = family_named(family_id)
    return ask(
        request,
        AskForm(sent(request)),
        lambda said: services.ask_for(family=found, what=said["what"], people=[], now=request.kith_now),
        family_id=family_id,
        title="Something to lend",
        said="They have asked for it.",
        done=reverse("family_help:family", kwargs={"family_id": family_id}),
    )
