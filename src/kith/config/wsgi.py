"""The application as a server runs it. It does not start on a database that would not protect the people in it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402  the settings can be read now

from kith.config import environment  # noqa: E402
from kith.config.database.fitness import refuse_unfit  # noqa: E402

# A refusal is no SystemExit: gunicorn would take that for a fallen worker and start another, for ever.
environment.refuse_unsafe(os.environ)
refuse_unfit(settings.DATABASE_URL)
