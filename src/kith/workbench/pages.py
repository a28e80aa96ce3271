"""How every page of a record is guarded, shown and asked: one 404 for what may not be seen, one look a page,
one service a button."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.access.identity import acting, current_identity
from kith.access.sight import Part, parts_of
from kith.access.web import attempt
from kith.audit.services import record_look
from kith.kernel.refusals import ChangedMeanwhile, NotFound

View = Callable[..., HttpResponse]
LEFT_OUT = {"chosen", "asked", "csrfmiddlewaretoken"}


def page(*parts: Part, roles: tuple[str, ...] = (), methods: tuple[str, ...] = ("GET", "POST")) -> Callable[[View], View]:
    """Mark a page of a record: what is not there, or may not be seen, is answered with the same 404.

    ``parts`` and ``roles`` say whose page it is: a reader whose role lists one of the parts, or is one of the roles. Without
    either, the rows of the database decide alone.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not acting():
                raise Http404
            if (parts or roles) and not may_see(*parts) and not set(roles) & current_identity().roles:
                raise Http404
            try:
                return view(request, *args, **kwargs)
            except NotFound:
                raise Http404 from None

        return require_http_methods(list(methods))(guarded)

    return decorate


def may_see(*parts: Part) -> bool:
    """Say whether the actor's roles list one of the parts."""
    return bool(parts_of(current_identity().roles) & set(parts))


def show(
    request: Any,
    template: str,
    context: dict[str, Any],
    *,
    kind: str = "open",
    family_id: UUID | None = None,
    person_id: UUID | None = None,
    shown: list[UUID] | None = None,
    asked: dict[str, Any] | None = None,
    called: str = "",
) -> HttpResponse:
    """Write the look and render a page. ``template`` is its path, such as ``people/family.html``;
    the look has it as *people:family*.

    ``called``: the name of the page for the look, where it is not its template's. ``kind`` of look, ``shown``: the ids on a list,
    ``asked``: what a search asked for. If the look cannot be written, nothing is shown.
    """
    record_look(
        kind,
        now=request.kith_now,
        page=called or template.removesuffix(".html").replace("/", ":"),
        family_id=family_id,
        person_id=person_id,
        shown=shown,
        asked=asked,
    )
    return render(request, template, {"family_id": family_id, **context})


def sent(request: HttpRequest) -> Any:
    """Return what a form was sent, or ``None`` when the page is only opened. A form with nothing but a button is sent empty."""
    return request.POST if request.method == "POST" else None


def typed_again(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was typed, for the page that asks first whether one of some people is meant."""
    return [(name, str(value)) for name, values in request.POST.lists() if name not in LEFT_OUT for value in values]


def ask(
    request: Any,
    form: forms.Form,
    act: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    done: str | Callable[[], str],
    back: str = "",
    said: str = "Saved.",
    button: str = "Save",
    intro: str = "",
    warning: bool = False,
    autosave: bool = False,
    template: str = "workbench/ask.html",
    family_id: UUID | None = None,
    person_id: UUID | None = None,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show a form, or try what it asks for with one service.

    ``act`` gets the cleaned fields and calls the service; then the page leads to ``done`` (a function where the address is known
    only afterwards). A refusal comes back beside its field and nothing that was typed is lost. When another worker saved a newer
    version meanwhile, the page shows both, and saving again is a choice made with open eyes.
    """
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
            return redirect(done() if callable(done) else done)
    context = {
        "form": form,
        "title": title,
        "intro": intro,
        "button": button,
        "back": back or (done if isinstance(done, str) else "/"),
        "warning": warning,
        "autosave": autosave,
        "differences": differences(form, theirs[0]) if theirs else [],
        "changed": bool(theirs),
        **(more or {}),
    }
    if theirs:
        typed: Any = form.data.copy()  # type: ignore[attr-defined]
        typed["read_version"] = str(theirs[0].version)
        form.data = typed
    return show(request, template, context, family_id=family_id, person_id=person_id)


def differences(form: forms.Form, theirs: Any) -> list[dict[str, str]]:
    """Return the fields in which what was typed and what another worker saved differ, both as words."""
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
