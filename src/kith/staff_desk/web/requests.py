"""What the middleware has put on the request of somebody signed in."""

from datetime import datetime

from django.http import HttpRequest

from kith.access.identity import Identity


class StaffRequest(HttpRequest):
    """A request that runs inside ``acting_as``."""

    kith_identity: Identity
    kith_now: datetime
