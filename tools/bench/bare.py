"""A bare Django page, to stand beside: one view that answers three words, served like the application. No database."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["127.0.0.1"],
    SECRET_KEY="a bare page keeps no secrets",  # noqa: S106
    MIDDLEWARE=[],
    INSTALLED_APPS=[],
)


def page(request: HttpRequest) -> HttpResponse:
    """Answer at once."""
    return HttpResponse("A bare page")


urlpatterns = [path("", page)]

from django.core.wsgi import get_wsgi_application  # noqa: E402  the settings are made above

application = get_wsgi_application()
