"""Pages for the tests of what happens in the browser: a draft that is saved as it is typed, and a session that ends."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import include, path

from kith.design.forms import DateField, Form


class NoteForm(Form):
    """A small form."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)
    text = forms.CharField(label="What happened?", widget=forms.Textarea)
    happened_on = DateField(label="Date", required=False)
    kind = forms.ChoiceField(
        label="Kind",
        choices=[("visit", "Visit"), ("call", "Telephone call"), ("other", "Other")],
        widget=forms.RadioSelect,
        required=False,
    )


class Server:
    """What the pretended server does next and what it has received."""

    signed_in = True
    works = True
    life = 0
    saved: ClassVar[list[dict[str, Any]]] = []
    kept_alive = 0

    @classmethod
    def start_again(cls) -> None:
        """Forget everything."""
        cls.signed_in, cls.works, cls.life, cls.kept_alive = True, True, 0, 0
        cls.saved.clear()


def frame() -> dict[str, Any]:
    """Return the frame of somebody signed in."""
    return {
        "user_name": "Asha Patel",
        "user_key": "asha",
        "timeout_seconds": Server.life,
        "keep_alive_href": "/alive/",
    }


def note(request: HttpRequest, autosave: str = "/save/") -> HttpResponse:
    """The form, or the sign-in page once the session has ended."""
    if not Server.signed_in:
        return redirect("/sign-in/")
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        Server.saved.append(form.cleaned_data)
        return redirect("/done/")
    return render(request, "design/trial.html", {"form": form, "frame": frame(), "autosave": autosave})


def plain_note(request: HttpRequest) -> HttpResponse:
    """The form without autosave."""
    return note(request, autosave="")


def save(request: HttpRequest) -> HttpResponse:
    """Take a draft."""
    if not Server.signed_in:
        return redirect("/sign-in/")
    if not Server.works:
        return JsonResponse({}, status=503)
    Server.saved.append(dict(request.POST.items()))
    return JsonResponse({"saved_at": "14:32", "hidden": {"version": str(int(request.POST["version"]) + 1)}})


def done(request: HttpRequest) -> HttpResponse:
    """The page after a submit."""
    return render(request, "design/trial.html", {"frame": frame(), "page_title": "Done"})


def sign_in(request: HttpRequest) -> HttpResponse:
    """A page for nobody in particular."""
    return render(request, "design/trial.html", {"page_title": "Sign in"})


def alive(request: HttpRequest) -> HttpResponse:
    """Keep the session."""
    Server.kept_alive += 1
    return HttpResponse(status=204)


urlpatterns = [
    path("note/", note),
    path("plain-note/", plain_note),
    path("save/", save),
    path("done/", done),
    path("sign-in/", sign_in),
    path("alive/", alive),
    path("design/", include("kith.design.web.urls")),
]
