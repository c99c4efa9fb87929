"""The learning log as a file to take along: one to read, one for machines. Both hold every entry whole."""

import json
from datetime import datetime

from npq.domain.learning.queries.log import Entry, Log
from npq.kernel import dates

WITHOUT_A_PAGE = "Without a page"


def as_markdown(log: Log, at: datetime) -> str:
    """A text to read. What somebody wrote is quoted, so that nothing in it is taken for a heading of ours."""
    count = f"{log.total:,} {'entry' if log.total == 1 else 'entries'}"
    head = (
        f"# Learning log: {log.study.title}\n\n{count}, newest first, as they were on {dates.moment(at)}.\n"
    )
    return "\n".join([head, *(_as_section(entry) for entry in log.entries)])


def as_json(log: Log, at: datetime) -> str:
    """The same as data, with the identifiers that pages, topics and statements have in every version of the course."""
    told = {
        "course": log.study.title,
        "version": log.study.version,
        "made_at": at.isoformat(),
        "entries": [
            {
                "id": str(entry.id),
                "page": entry.page,
                "page_title": entry.page_title or None,
                "topic": entry.topic or None,
                "topic_name": entry.topic_name or None,
                "statements": list(entry.statements),
                "reflection": entry.is_reflection,
                "written_at": entry.written_at.isoformat(),
                "changed_at": entry.changed_at.isoformat(),
                "text": entry.text,
            }
            for entry in log.entries
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _as_section(entry: Entry) -> str:
    title = entry.page_title or entry.page or WITHOUT_A_PAGE
    said = [f"Written on {dates.moment(entry.written_at)}."]
    if entry.changed_at != entry.written_at:
        said.append(f"Changed on {dates.moment(entry.changed_at)}.")
    if entry.topic:
        said.append(f"Topic: {entry.topic_name or entry.topic}.")
    if entry.statements:
        said.append(f"Statements: {', '.join(entry.statements)}.")
    quoted = "\n".join(f"> {line}".rstrip() for line in entry.text.split("\n"))
    return f"## {title}\n\n{' '.join(said)}\n\n{quoted}\n"
