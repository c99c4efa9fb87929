"""The learning log as a file to take along: one to read, one for machines. Both hold every entry whole."""

import json
import re
from collections.abc import Mapping
from datetime import datetime

from npq.domain.learning.queries.log import Entry, Log
from npq.kernel import dates

MARKS = re.compile(
    r"""
    \\(?=[!-/:-@\[-`{-~]|$)                     # takes the sign after it, or breaks the line
    | `
    | (?<=\S)\* | \*(?=\S)                      # stresses, unless it stands alone
    | (?<=\S)_(?![^\W_]) | (?<![^\W_])_(?=\S)   # the same, unless it joins two words
    | (?<=\S)~ | ~(?=~)                         # strikes out
    | \](?=[(:])                                # a link, or where one leads
    | <(?=[A-Za-z/!?]|\S+@)
    | &(?=\#?\w+;)
    """,
    re.VERBOSE,
)
"""What would be markup, where it would. Nothing else is touched, so that a text reads as it was typed."""

LINE_MARKS = re.compile(
    r"""
    ^(?:
        (?P<sign>
            \#(?=\#{0,5}(?:\s|$))               # a heading
            | [-+*](?=\s|$) | >                 # a list, a quotation
            | =(?==*\s*$) | _(?=[_\s]*$)        # a line under a heading, a line across
            | [|:-](?=[|:\s-]*$)                # the same, or the second line of a table
        )
        | (?P<number>\d{1,9})(?P<end>[.)])(?=\s|$)
    )
    """,
    re.VERBOSE,
)
"""The same of what is markup only where a line begins."""

INDENT = re.compile(r"^[ \t]+")
NO_BREAK_SPACE = "\u00a0"


def as_markdown(log: Log, statements: Mapping[str, str], at: datetime) -> str:
    """A text to read, which says what the statements say. What somebody wrote is quoted, and none of it is markup."""
    count = f"{log.total:,} {'entry' if log.total == 1 else 'entries'}"
    title = f"# Learning log: {unmarked(log.study.title)}\n"
    about = f"{count}, newest first, as they were on {dates.moment(at)}.\n"
    return "\n".join([title, about, *(_as_section(entry, statements) for entry in log.entries)])


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
                "unit_title": entry.unit_title or None,
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


def unmarked(line: str) -> str:
    """A line that reads in Markdown as it was typed."""
    line = INDENT.sub(lambda indent: NO_BREAK_SPACE * len(indent[0].expandtabs(4)), line)
    line = MARKS.sub(r"\\\g<0>", line)
    return LINE_MARKS.sub(_escaped, line)


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found['sign']}" if found["sign"] else f"{found['number']}\\{found['end']}"


def _as_section(entry: Entry, statements: Mapping[str, str]) -> str:
    said = [f"Written on {dates.moment(entry.written_at)}."]
    if entry.changed_at != entry.written_at:
        said.append(f"Changed on {dates.moment(entry.changed_at)}.")
    if entry.unit_title:
        said.append(f"Unit: “{unmarked(entry.unit_title)}”.")
    if entry.topic:
        said.append(f"Topic: {unmarked(entry.topic_name or entry.topic)}.")
    parts = [f"## {unmarked(entry.heading)}", " ".join(said)]
    if entry.statements:
        listed = "\n".join(f"- {unmarked(statements.get(id, id))}" for id in entry.statements)
        parts.append(f"What the page is about:\n\n{listed}")
    parts.append("\n".join(f"> {unmarked(line)}".rstrip() for line in entry.text.split("\n")))
    return "\n\n".join(parts) + "\n"
