from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db import connection
from psycopg.sql import SQL, Composed, Identifier

from npq.domain.organisations.models import SchoolRecord, SearchEntry, SearchWord
from npq.domain.organisations.rules.opening import is_open
from npq.domain.organisations.rules.search_question import Question, neighbourhood, read_question
from npq.domain.organisations.rules.search_ranking import Entry, Scale, best, narrowing
from npq.domain.organisations.rules.search_understanding import KnownWord, parts, understand
from npq.domain.organisations.rules.search_words import keys

# How many schools the rarer words may point to, and how many are scored at the most where all words are common.
FEW_SCHOOLS = 300
MOST_SCORED = 600
# Of the words that begin as the last one typed does, so many of the commonest.
MOST_BEGUN = 100
# Sorts behind everything a word can go on with.
LAST = "\x7f"


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
        *_by_words(narrowing(asked, schools, FEW_SCHOOLS)),
    ]
    return best(entries, Scale(asked, question.postcode), limit)


def _known_words(asked: Sequence[str]) -> tuple[list[KnownWord], int]:
    """The known words that the asked ones may stand for, and how many schools bear the commonest word of all."""
    if not asked:
        return [], 0
    filed = sorted({key for word in asked for key in keys(word)})
    whole = {part for word in asked for pair in parts(word) for part in pair}
    whole |= {first + second for first, second in pairwise(asked)}
    values: list[Any] = [filed, sorted(whole), asked[-1], asked[-1] + LAST, MOST_BEGUN]
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN_WORDS.format(word=_WORD), values)
        found = [KnownWord(*row) for row in cursor.fetchall()]
    return [known for known in found if known.word], max((known.schools for known in found), default=0)


def _by_words(choices: list[list[list[int]]]) -> list[Entry]:
    """The entries that bear any of (all of (any of these words)); one that fits twice is there twice."""
    if not choices:
        return []
    bearing = []
    for _first, *others in choices:
        besides = SQL(" ").join([SQL("AND words && %s::int[]")] * len(others))
        bearing.append(_BEARING.format(entry=_ENTRY, besides=besides))
    words = [any_of for all_of in choices for any_of in all_of]
    return _entries(SQL(" UNION ALL ").join(bearing), words)


def _by_postcode(postcode: str) -> list[Entry]:
    if not postcode:
        return []
    return _entries(_AT_POSTCODE.format(entry=_ENTRY), [neighbourhood(postcode) + "%"])


def _entries(question: Composed, values: list[Any]) -> list[Entry]:
    with connection.cursor() as cursor:
        cursor.execute(SQL("{} LIMIT %s").format(question), [*values, MOST_SCORED])
        return [Entry(*row) for row in cursor.fetchall()]


def _matches(urns: Sequence[int], on: date | None) -> list[SchoolMatch]:
    """The schools of these URNs, in their order."""
    current = SchoolRecord.objects.filter(school_id__in=urns, period__endswith=None)
    columns = ("name", "town", "postcode", "local_authority_name", "type_name")
    found = {}
    for urn, status_code, close_date, *texts in current.values_list(
        "school_id", "status_code", "close_date", *columns
    ):
        says = dict(zip(columns, (text or "" for text in texts), strict=True))
        found[urn] = SchoolMatch(urn=urn, is_open=is_open(status_code, close_date, on), **says)
    shown = [found[urn] for urn in urns if urn in found]
    return sorted(shown, key=lambda school: school.closed)


_WORD = Identifier(SearchWord._meta.db_table)
_ENTRY = Identifier(SearchEntry._meta.db_table)

# Key by key, and three questions rather than one with OR: so the planner is never tempted to read the whole table.
_KNOWN_WORDS = SQL("""
SELECT id, word, schools
  FROM unnest(%s::smallint[]) AS filed (key)
 CROSS JOIN LATERAL (SELECT id, word, schools FROM {word} WHERE keys @> ARRAY[filed.key]) AS alike
UNION ALL
SELECT id, word, schools FROM {word} WHERE word = ANY(%s::text[])
UNION ALL
(SELECT id, word, schools FROM {word} WHERE word >= %s AND word < %s ORDER BY schools DESC LIMIT %s)
UNION ALL
(SELECT 0, '', schools FROM {word} ORDER BY schools DESC LIMIT 1)
""")

_BEARING = SQL("""
SELECT alike.*
  FROM unnest(%s::int[]) AS borne (word)
 CROSS JOIN LATERAL (
       SELECT school_id, is_open, name_words, words, postcode
         FROM {entry} WHERE words @> ARRAY[borne.word] {besides}
       ) AS alike
""")

_AT_POSTCODE = SQL("""
SELECT school_id, is_open, name_words, words, postcode FROM {entry} WHERE postcode LIKE %s
""")
