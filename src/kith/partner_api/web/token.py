"""``POST /api/token``: an agency's system asks for a token with its own secret. Wrong secrets are counted."""

import base64
import binascii

from django.http import HttpRequest, HttpResponse, JsonResponse
from oauth2_provider.views import TokenView

from kith.access.limits import take_all
from kith.access.web import address_of

give_token = TokenView.as_view()


def token(request: HttpRequest) -> HttpResponse:
    """Give a token for a right secret. After too many wrong ones for a client from an address, none is looked at for a while."""
    address = address_of(request)
    tries = take_all({"api_secret": (client_in(request), address), "api_secret_address": (address,)})
    if tries.refused:
        answer = JsonResponse(
            {
                "error": "too_many_requests",
                "error_description": f"Too many wrong secrets. Wait {tries.refused.wait}, and check client_id and client_secret.",
            },
            status=429,
        )
        answer["Retry-After"] = "900"
        return answer
    if "\x00" in client_in(request):
        # PostgreSQL cannot be asked for such a name, and no client has it.
        return JsonResponse({"error": "invalid_client"}, status=401)
    response: HttpResponse = give_token(request)
    if response.status_code == 200:
        tries.give_back()
    return response


def client_in(request: HttpRequest) -> str:
    """Return the ``client_id`` that a request names, in its header or its body; empty when it names none."""
    kind, _, held = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return str(request.POST.get("client_id", ""))
    try:
        return base64.b64decode(held).decode().partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return ""
