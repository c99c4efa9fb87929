from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db import connection
from psycopg.sql import SQL, Composable, Identifier

from npq.domain.organisations.models import SchoolRecord, SearchEntry, SearchWord
from npq.domain.organisations.rules.opening import is_open
from npq.domain.organisations.rules.search_question import Question, neighbourhood, read_question
from npq.domain.organisations.rules.search_ranking import Entry, KnownWord, best, narrowing, parts, understand
from npq.domain.organisations.rules.search_words import keys

# Schools scored for each of the rarer words, and in all.
SCORED_A_WORD = 400
MOST_SCORED = 2_000
# Of the words that begin as the last one typed does, so many of the commonest.
MOST_BEGUN = 100


@dataclass(frozen=True)
class SchoolMatch:
    """A school that answers a search, with what tells it from others. Text is "" where the register says nothing."""

    urn: int
    name: str
    town: str
    postcode: str
    local_authority_name: str
    type_name: str
    is_open: bool

    @property
    def closed(self) -> bool:
        return not self.is_open


def search_schools(text: str, limit: int = 10, on: date | None = None) -> list[SchoolMatch]:
    """The schools somebody means by name, town, postcode, URN or local authority, misspelt or not; best first.

    At most `limit`; open ones before closed ones. A URN that exists is the only answer to itself. With `on`, a school
    whose close date lies before that day counts as closed.
    """
    question = read_question(text)
    if question.urn is not None and (found := _matches([question.urn], on)):
        return found
    return _matches(_best(question, limit), on)


def _best(question: Question, limit: int) -> list[int]:
    known, schools = _known_words(question.words)
    asked = understand(question.words, known, schools)
    entries = [
        *_by_postcode(question.postcode),
        *_by_words(narrowing(asked, schools, SCORED_A_WORD)),
    ]
    return best(entries, asked, question.postcode, limit)


def _known_words(asked: Sequence[str]) -> tuple[list[KnownWord], int]:
    """The known words that the asked ones may stand for, and how many schools bear the commonest word of all."""
    if not asked:
        return [], 0
    filed = sorted({key for word in asked for key in keys(word)})
    whole = {part for word in asked for pair in parts(word) for part in pair}
    whole |= {first + second for first, second in pairwise(asked)}
    with connection.cursor() as cursor:
        cursor.execute(
            _KNOWN_WORDS.format(word=_WORD), [filed, sorted(whole), asked[-1], asked[-1] + "\x7f", MOST_BEGUN]
        )
        rows = cursor.fetchall()
    return [KnownWord(*row[:3]) for row in rows], rows[0][3] if rows else 0


def _by_words(choices: list[list[list[int]]]) -> list[Entry]:
    """The entries that bear any of (all of (any of these words))."""
    if not choices:
        return []
    any_of = [SQL(" AND ").join([SQL("words && %s::int[]")] * len(all_of)) for all_of in choices]
    return _entries(SQL(" OR ").join(any_of), [words for all_of in choices for words in all_of])


def _by_postcode(postcode: str) -> list[Entry]:
    if not postcode:
        return []
    return _entries(SQL("postcode LIKE %s"), [neighbourhood(postcode) + "%"])


def _entries(condition: Composable, values: list[Any]) -> list[Entry]:
    with connection.cursor() as cursor:
        cursor.execute(_ENTRIES.format(entry=_ENTRY, condition=condition), [*values, MOST_SCORED])
        return [Entry(*row) for row in cursor.fetchall()]


def _matches(urns: Sequence[int], on: date | None) -> list[SchoolMatch]:
    """The schools of these URNs, in their order."""
    records = SchoolRecord.objects.filter(school_id__in=urns, period__endswith__isnull=True)
    found = {
        record.school_id: SchoolMatch(
            urn=record.school_id,
            name=record.name,
            town=record.town or "",
            postcode=record.postcode or "",
            local_authority_name=record.local_authority_name or "",
            type_name=record.type_name or "",
            is_open=is_open(record.status_code, record.close_date, on),
        )
        for record in records
    }
    shown = [found[urn] for urn in urns if urn in found]
    return sorted(shown, key=lambda school: school.closed)


_WORD = Identifier(SearchWord._meta.db_table)
_ENTRY = Identifier(SearchEntry._meta.db_table)

_KNOWN_WORDS = SQL("""
SELECT id, word, schools, (SELECT max(schools) FROM {word})
  FROM {word} WHERE keys && %s::smallint[] OR word = ANY(%s::text[])
UNION
(SELECT id, word, schools, (SELECT max(schools) FROM {word})
  FROM {word} WHERE word >= %s AND word < %s ORDER BY schools DESC LIMIT %s)
""")

_ENTRIES = SQL(
    "SELECT school_id, is_open, name_words, words, postcode FROM {entry} WHERE {condition} LIMIT %s"
)
