"""The application as a server runs it. It does not start on a database that would not protect the people in it,
and waits for one that is away."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402  the settings can be read now

from kith.config import environment, wiring  # noqa: E402
from kith.config.database.fitness import DoesNotAnswer, refuse_unfit, refuse_unfit_when_connected  # noqa: E402
from kith.config.database.waiting import say_waiting  # noqa: E402

# A refusal is no SystemExit: gunicorn would take that for a fallen worker and start another, for ever.
environment.refuse_unsafe(os.environ)
# The first page reads every address. It is done here, and a link that leads nowhere refuses the start.
wiring.refuse_without_addresses()
try:
    refuse_unfit(settings.DATABASE_URL)
except DoesNotAnswer as away:
    # It listens all the same: people get a page that says so, and the next request after the restart gets its answer.
    say_waiting("A web process", away)
    refuse_unfit_when_connected()
