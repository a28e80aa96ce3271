"""How the pages of this room are shown and asked: one look a page, one service a button."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kith.access.identity import Identity
from kith.access.web import attempt
from kith.audit.services import record_look
from kith.kernel.refusals import ChangedMeanwhile, NotFound
from kith.people.queries import family_named


class SignedIn(HttpRequest):
    """A request that runs inside ``acting_as``."""

    kith_identity: Identity
    kith_now: datetime


def page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer what is not there, or may not be seen, with the same 404: the family of the address first."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if "family_id" in kwargs:
                family_named(kwargs["family_id"])
            return view(request, *args, **kwargs)
        except NotFound:
            raise Http404 from None

    answer: Callable[..., HttpResponse] = require_http_methods(["GET", "POST"])(shown)
    return answer


def show(
    request: SignedIn,
    template: str,
    context: dict[str, Any],
    *,
    family_id: UUID | None = None,
    person_id: UUID | None = None,
) -> HttpResponse:
    """Write the look and render a page about a family or one person in it."""
    name = template.removesuffix(".html")
    record_look("open", now=request.kith_now, page=f"people:{name}", family_id=family_id, person_id=person_id)
    return render(request, f"people/{template}", {"family_id": family_id, **context})


NEW = "new"
"""The answer that none of the people shown is meant."""


def typed_again(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was typed, for the page that asks first whether one of some people is meant."""
    left_out = {"chosen", "asked", "csrfmiddlewaretoken"}
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name not in left_out
        for value in values
    ]


def people_page(family_id: UUID) -> str:
    """Return the address of the page with the people of a family."""
    return reverse("people:family", kwargs={"family_id": family_id})


def person_link(person_id: UUID) -> str:
    """Return the address of the page of a person."""
    return reverse("people:person", kwargs={"person_id": person_id})


def ask(
    request: SignedIn,
    form: forms.Form,
    act: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    family_id: UUID | None = None,
    said: str,
    person_id: UUID | None = None,
    button: str = "Save",
    intro: str = "",
    warning: bool = False,
    done: str = "",
    after: Callable[[], str] | None = None,
    template: str = "ask.html",
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show a form, or try what it asks for with one service.

    A refusal comes back beside its field. When somebody else saved meanwhile, the page shows both texts, keeps what was typed, and
    saving again is a choice made with open eyes.
    """
    back = done or (people_page(family_id) if family_id else person_link(person_id) if person_id else "/")
    theirs: list[Any] = []
    if request.method == "POST" and form.is_valid():

        def noticing() -> bool:
            try:
                act(form.cleaned_data)
            except ChangedMeanwhile as changed:
                theirs.append(changed.theirs)
                raise
            return True

        if attempt(form, noticing):
            messages.success(request, said)
            return redirect(after() if after else back)
    context = {
        "form": form,
        "title": title,
        "intro": intro,
        "button": button,
        "back": back,
        "warning": warning,
        "differences": differences(form, theirs[0]) if theirs else [],
        **(more or {}),
    }
    if theirs:
        form.data = {**form.data.dict(), "read_version": str(theirs[0].version)}  # type: ignore[attr-defined]
    return show(request, template, context, family_id=family_id, person_id=person_id)


def differences(form: forms.Form, theirs: Any) -> list[dict[str, str]]:
    """Return the fields in which what was typed and what somebody else saved differ, both as words."""
    rows = []
    for name, field in form.fields.items():
        mine, other = form.cleaned_data.get(name), getattr(theirs, name, None)
        if name == "read_version" or not hasattr(theirs, name) or (mine or "") == (other or ""):
            continue
        choices = dict(getattr(field, "choices", []))
        rows.append(
            {
                "label": str(field.label),
                "left": str(choices.get(mine, mine or "")),
                "right": str(choices.get(other, other or "")),
            }
        )
    return rows
