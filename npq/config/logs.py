"""What the service says of itself: one JSON line an event on stderr; on a terminal, lines for people.

Nothing personal is in it. Addresses hold links with ids and tokens, so a request is named by its route; what
an error says may hold somebody's details, so an error is told by its kind and place; and what a library says is
gone over for e-mail addresses and signed links. Only where nobody real is about are errors told in full.
"""

import logging
import re
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from typing import Any, TextIO

import structlog

Event = MutableMapping[str, Any]

EMAIL = re.compile(r"[^\s@<>\"'(]+@[^\s@<>\"')]+\.[^\s@<>\"')]+")
SIGNED = re.compile(r"[\w=-]{16,}(:[\w=-]+)?:[\w=-]{20,}")
FRAMES = 12
"""How many of the innermost places of an error are told."""

TRACEBACK = "\nTraceback (most recent call last):\n"
PLACE = re.compile(r'^ +File "(.+?)", line (\d+)', re.MULTILINE)
KIND = re.compile(r"^([\w.]+)(?::|$)", re.MULTILINE)
"""How the web server tells of an error that came through to it: in one text, with the error's message in it."""

FIXED_WORDS = {
    "django.request": "request.failed",
    "django.security": "request.suspicious",
}
"""Loggers whose lines quote the address or what was sent: what they say is replaced by these words."""


def set_up(*, real_people: bool, stream: TextIO | None = None) -> None:
    """Sends structlog and every library's logging to `stream` (stderr). Safe to call twice.

    Without real people, in a demonstration, only what goes wrong is told: there is a person at the terminal.
    """
    out = stream or sys.stderr
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, _in_fixed_words],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _error_by_kind_and_place if real_people else structlog.processors.format_exc_info,
                nothing_personal,
                _renderer(out),
            ],
        )
    )
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.INFO if real_people else logging.WARNING)
    for name, level in LEVELS.items():
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(capture=True)


LEVELS = {
    "django.request": logging.ERROR,  # a page that is not there is no event
    "django.security.csrf": logging.ERROR,
    "procrastinate": logging.WARNING,  # npq.jobs.answers tells of each job, without its arguments
    "_granian": logging.WARNING,
    "psycopg.pool": logging.WARNING,
}


def nothing_personal(_logger: object, _method: str, event: Event) -> Event:
    """Covers e-mail addresses and signed links, wherever in the event they stand."""
    return {name: _covered(value) for name, value in event.items()}


def _covered(value: Any) -> Any:
    if isinstance(value, str):
        return SIGNED.sub("[signed link]", EMAIL.sub("[e-mail address]", value))
    if isinstance(value, Mapping):
        return {name: _covered(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_covered(part) for part in value]
    return value


def _in_fixed_words(_logger: object, _method: str, event: Event) -> Event:
    """A library's line that quotes addresses, in words that quote nothing; other lines as they are."""
    name = str(event.get("logger", ""))
    for prefix, words in FIXED_WORDS.items():
        if name == prefix or name.startswith(f"{prefix}."):
            event["event"] = words
    return event


def _error_by_kind_and_place(_logger: object, _method: str, event: Event) -> Event:
    """The kind of error and where it arose; never its message, which may quote a row of the database."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["error"] = _told(error)
    elif TRACEBACK in str(event.get("event")):
        event["event"], _, trace = str(event["event"]).partition(TRACEBACK)
        places = [f"{_short(file)}:{line}" for file, line in PLACE.findall(trace)]
        event["error"] = {"kind": KIND.findall(trace)[-1:], "at": places[-FRAMES:]}
    event.pop("stack_info", None)
    return event


def _told(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    told: dict[str, Any] = {
        "kind": f"{type(error).__module__}.{type(error).__qualname__}",
        "at": [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames],
    }
    diagnosis = getattr(error, "diag", None)
    for fact in ("sqlstate", "constraint_name", "table_name"):
        if value := getattr(diagnosis, fact, None):
            told[fact] = value
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        told["because"] = _told(before)
    return told


def _short(filename: str) -> str:
    """A file's path from its package on: the machine's folders are nobody's business."""
    for mark in ("/site-packages/", "/npq/"):
        _, found, rest = filename.rpartition(mark)
        if found:
            return rest if mark == "/site-packages/" else f"npq/{rest}"
    return filename.rpartition("/")[2]


def _renderer(out: TextIO) -> structlog.typing.Processor:
    if out.isatty():
        return structlog.dev.ConsoleRenderer(pad_event_to=20)
    return structlog.processors.JSONRenderer(default=str, ensure_ascii=False)
