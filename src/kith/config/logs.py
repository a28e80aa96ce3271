"""What the program's own log holds: when, how grave, which request, what happened. Never a person.

Two things could carry somebody's data into a log, and neither passes: the address of a page (ids, one-time links, references of
senders) is logged as the route it matched, and of an exception only its kind and where it was raised, since a database's message
quotes the row.
"""

import json
import logging
import os
import re
import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")

_request_id: ContextVar[str] = ContextVar("kith_request_id", default="")

requests = logging.getLogger("kith.requests")


def request_id() -> str:
    """Return the id of the request that is being answered, or an empty text outside one."""
    return _request_id.get()


class RequestIdMiddleware:
    """Give each request an id: the proxy's if it sent one. It is in every line of the log, in the answer and on error pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        known = given if _GIVEN.fullmatch(given) else uuid4().hex
        token = _request_id.set(known)
        begun = time.monotonic()
        try:
            response = self.get_response(request)
            response[HEADER] = known
            requests.info(
                "Answered",
                extra={
                    "request": request,
                    "status_code": response.status_code,
                    "milliseconds": round((time.monotonic() - begun) * 1000),
                },
            )
            return response
        finally:
            _request_id.reset(token)


class Told(logging.Formatter):
    """One line of text for a record: level, logger, message, and the request where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        told = facts_of(record)
        head = f"{told.pop('time')} {told.pop('level')} {told.pop('logger')}: {told.pop('message')}"
        return head + "".join(f" {name}={value}" for name, value in told.items())


class Json(logging.Formatter):
    """The same facts as one JSON object a line, for a collector of logs."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(facts_of(record), ensure_ascii=False)


def facts_of(record: logging.LogRecord) -> dict[str, Any]:
    """Return what is logged of a record, in the order in which it is read."""
    told: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": _message(record),
    }
    if known := request_id():
        told["request_id"] = known
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest):
        told["method"] = request.method
        told["route"] = _route(request)
    for name, key in (("status_code", "status"), ("milliseconds", "milliseconds")):
        if (value := getattr(record, name, None)) is not None:
            told[key] = value
    if record.exc_info and record.exc_info[1] is not None:
        told["exception"] = _kinds(record.exc_info[1])
        told["raised_at"] = _places(record.exc_info[1])
    return told


def _message(record: logging.LogRecord) -> str:
    """Return the message; where it is about a request, without the address that Django gives as its last argument."""
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
        said = tuple("" if each == request.path else each for each in record.args)
        return (str(record.msg) % said).strip(" :")
    return record.getMessage()


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    return f"/{match.route}" if match else "no such page"


def _kinds(error: BaseException) -> str:
    kinds: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(kinds) < 5:
        state = getattr(seen, "sqlstate", None)
        kinds.append(f"{type(seen).__module__}.{type(seen).__qualname__}" + (f" ({state})" if state else ""))
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return " from ".join(kinds)


def _places(error: BaseException) -> list[str]:
    """Where the exception came through, the last ten places: file, line and function, without any value."""
    places, trace = [], error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(
            f"{code.co_filename.rsplit('site-packages/', 1)[-1].rsplit('/src/', 1)[-1]}:{trace.tb_lineno} {code.co_name}"
        )
        trace = trace.tb_next
    return places[-10:]


def formatter() -> logging.Formatter:
    """Return how this process writes a line: JSON where KITH_LOGS says so, and in production."""
    return Json() if as_json() else Told()


def as_json() -> bool:
    """Whether the log is JSON: ``KITH_LOGS=json`` or ``text``; in production it is unless told otherwise."""
    usual = "json" if os.environ.get("KITH_MODE") == "production" else "text"
    return os.environ.get("KITH_LOGS", usual) == "json"


def configuration() -> dict[str, Any]:
    """Return the LOGGING of the settings. In JSON each request has a line, too."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"told": {"()": "kith.config.logs.formatter"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "told"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            # Django gives it a handler of its own, which would write what this one leaves out.
            "django": {"handlers": [], "level": "WARNING"},
            "kith.requests": {"level": "INFO" if as_json() else "WARNING"},
        },
    }
