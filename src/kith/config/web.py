"""The web server: gunicorn with what Kith needs, and a HUP that nobody notices.

As it comes, gunicorn answers HUP by starting new processes and ending the old ones in the same moment: until the new ones have
loaded the program, nobody answers. Here the old ones go on until the new ones serve; and when those cannot start (a setting that
is wrong, a release half copied), the old ones stay. Run as ``kith web`` or ``python -m kith.config.web``, with gunicorn's
options.
"""

import logging
import sys
import time
from typing import Any
from wsgiref.util import setup_testing_defaults

from gunicorn.app.wsgiapp import WSGIApplication
from gunicorn.arbiter import Arbiter
from gunicorn.errors import HaltServer
from gunicorn.glogging import Logger

from kith.config.logs import formatter

WARMED = ("/accounts/login/", "/ask-for-help/")
APPLICATION = "kith.config.wsgi:application"


class PatientArbiter(Arbiter):
    """Ends no process that serves before those that follow it serve, and has one load at a time: loading takes a whole core."""

    owed = 0
    """Processes that are to be started when the one that loads serves."""

    def spawn_worker(self) -> Any:
        """Start a process, or owe it while another loads beside those that serve."""
        serving = [_serves(each) for each in self.WORKERS.values()]
        if any(serving) and not all(serving):
            self.owed += 1
            return None
        return super().spawn_worker()

    def manage_workers(self) -> None:
        """Start what is missing or owed; end what is too many, the oldest first, once all serve. Asked every second."""
        serving = [_serves(each) for each in self.WORKERS.values()]
        if any(serving) and not all(serving):
            return
        if self.owed:
            self.owed -= 1
            self.spawn_worker()
        else:
            super().manage_workers()

    def reap_workers(self) -> None:
        """Take note of what ended. A process that could not start ends the server only where no other serves."""
        try:
            super().reap_workers()
        except HaltServer as halt:
            if not any(_serves(each) for each in self.WORKERS.values()):
                raise
            self.owed = 0
            self.log.critical("%s The web processes that serve go on. Mend it, and send HUP again.", halt.reason)


def _serves(worker: Any) -> bool:
    """Whether a process has begun to serve: its sign of life is by the clock that counts from the machine's start, the file that
    carries it was made by the calendar's."""
    try:
        return bool(worker.tmp.last_update() <= time.monotonic() + 1)
    except (OSError, ValueError):
        return False


class Log(Logger):
    """gunicorn's own lines, as the program's, without what a caller sent."""

    def setup(self, cfg: Any) -> None:
        """Set the handlers up, with our way to write a line."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(formatter())
            handler.addFilter(_without_request)


def _without_request(record: logging.LogRecord) -> bool:
    words = str(record.msg)
    if words.startswith("Invalid request"):
        record.msg, record.args = "Invalid request", ()
    elif words.startswith("Error handling request"):
        record.msg, record.args = "Error handling request", ()
    return True


def _warm(application: Any) -> None:
    """Open two pages, so that their addresses and templates are read before the first person waits for that."""
    from django.conf import settings  # noqa: PLC0415  loaded with the application, in the process that serves
    from django.db import connections  # noqa: PLC0415  in the process that serves, not in gunicorn's own

    host = next(iter(settings.ALLOWED_HOSTS), "localhost").lstrip(".").replace("*", "localhost")
    for path in WARMED:
        environ = {"PATH_INFO": path, "HTTP_HOST": host, "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "https"}
        setup_testing_defaults(environ)
        answer = application(environ, lambda status, headers, *more: None)
        b"".join(answer)
        answer.close()
    connections.close_all()


class Server(WSGIApplication):
    """gunicorn's application with our defaults; the command line says the rest."""

    def load_default_config(self) -> None:
        """Set what an operator need not know."""
        super().load_default_config()
        for name, value in (
            ("wsgi_app", APPLICATION),
            ("worker_class", "gthread"),
            ("workers", 2),
            ("threads", 4),
            ("loglevel", "warning"),
            ("logger_class", Log),
            ("control_socket_disable", True),
        ):
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the application, warmed up."""
        application = super().load()
        _warm(application)
        return application

    def run(self) -> None:
        """Serve until told to stop."""
        try:
            PatientArbiter(self).run()
        except RuntimeError as error:
            print(f"\nError: {error}\n", file=sys.stderr, flush=True)
            sys.exit(1)


if __name__ == "__main__":
    Server("%(prog)s [OPTIONS]", prog="kith web").run()
