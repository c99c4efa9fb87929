from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection
from psycopg.sql import SQL, Identifier

from npq.domain.organisations.models import SearchEntry, SearchWord
from npq.domain.organisations.operations.school_records import FOUND_BY, RECORD, TOUCHED
from npq.domain.organisations.rules.opening import is_open
from npq.domain.organisations.rules.search_words import document, keys, squashed_postcode
from npq.kernel.operations import step

ENTRY = Identifier(SearchEntry._meta.db_table)
WORD = Identifier(SearchWord._meta.db_table)
INDEXES = ("search_entry_words", "search_word_keys")
# From so many schools on, what the planner believes of the tables is out of date.
MANY = 1_000


class Findable(NamedTuple):
    """A school as it is found from now on."""

    urn: int
    is_open: bool
    postcode: str
    words: list[str]
    name_words: int


@step
def touched_schools() -> list[tuple[str, ...]]:
    """The schools in TOUCHED, and what they are found by from now on: rows for `findable`."""
    with connection.cursor() as cursor:
        cursor.execute(
            SQL("SELECT urn, {} FROM {}").format(SQL(", ").join(map(Identifier, FOUND_BY)), TOUCHED)
        )
        rows: list[tuple[str, ...]] = cursor.fetchall()
        return rows


def findable(rows: Sequence[tuple[str, ...]]) -> list[Findable]:
    """Finds the words of schools. Asks no database, so that it can go on while the database writes records."""
    return [
        Findable(
            int(urn), is_open(status, None, None), squashed_postcode(postcode or ""), *document(name, places)
        )
        for urn, status, postcode, name, *places in rows
    ]


@step
def index_schools(schools: Sequence[Findable]) -> None:
    """Brings the search up to date with these schools, in the import's own transaction.

    Called under the import's lock, so that two imports never give two words one id.
    """
    vocabulary = _Vocabulary(dict(SearchWord.objects.values_list("word", "id")))
    borne = _take_out_entries()
    borne.update(_put_in_entries(schools, vocabulary))
    _keep_words(vocabulary, borne)
    with connection.cursor() as cursor:
        for index in INDEXES:
            cursor.execute("SELECT gin_clean_pending_list(%s)", [index])
        if len(schools) >= MANY:
            cursor.execute(_ANALYZE.format(entry=ENTRY, word=WORD, record=RECORD))


class _Vocabulary(dict[str, int]):
    """The id of each word; a word that is new gets the next."""

    def __init__(self, known: dict[str, int]) -> None:
        super().__init__(known)
        self.new: dict[int, str] = {}
        self._last = max(known.values(), default=0)

    def __missing__(self, word: str) -> int:
        self._last += 1
        self[word] = self._last
        self.new[self._last] = word
        return self._last


def _take_out_entries() -> Counter[int]:
    """Removes the entries of the touched schools; gives, below zero, how many schools stop bearing each word."""
    borne: Counter[int] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_OUT.format(entry=ENTRY, touched=TOUCHED))
        for (words,) in cursor.fetchall():
            borne.subtract(words)
    return borne


def _put_in_entries(schools: Sequence[Findable], vocabulary: _Vocabulary) -> list[int]:
    """Enters the schools; gives the ids of all the words they bear, each as often as it is borne."""
    entered: list[int] = []
    with connection.cursor() as cursor, cursor.copy(_COPY_ENTRIES.format(entry=ENTRY)) as copy:
        for urn, now_open, postcode, words, name_words in schools:
            ids = [vocabulary[word] for word in words]
            entered += ids
            copy.write(f"{urn}\t{now_open}\t{_array(ids)}\t{name_words}\t{postcode}\n")
    return entered


def _keep_words(vocabulary: _Vocabulary, borne: Counter[int]) -> None:
    """Adds the new words, and counts anew how many schools bear the others; a word nobody bears any more goes."""
    with connection.cursor() as cursor:
        with cursor.copy(_COPY_WORDS.format(word=WORD)) as copy:
            for number, word in vocabulary.new.items():
                copy.write(f"{number}\t{word}\t{borne.pop(number)}\t{_array(keys(word))}\n")
        moved = {number: more for number, more in borne.items() if more}
        cursor.execute(_COUNT_ANEW.format(word=WORD), [list(moved), list(moved.values())])
        cursor.execute(SQL("DELETE FROM {} WHERE schools = 0").format(WORD))


def _array(numbers: list[int]) -> str:
    return "{" + ",".join(map(str, numbers)) + "}"


# Not of the arrays: the search asks for one key or word at a time, and sampling them takes longer than filling them.
_ANALYZE = SQL("ANALYZE {entry} (school_id, postcode), {word} (word, schools), {record} (school_id)")

_TAKE_OUT = SQL("DELETE FROM {entry} e USING {touched} t WHERE e.school_id = t.urn RETURNING e.words")

_COPY_ENTRIES = SQL("COPY {entry} (school_id, is_open, words, name_words, postcode) FROM STDIN")

_COPY_WORDS = SQL("COPY {word} (id, word, schools, keys) FROM STDIN")

_COUNT_ANEW = SQL("""
UPDATE {word} w SET schools = w.schools + moved.more
  FROM unnest(%s::int[], %s::int[]) AS moved (id, more) WHERE w.id = moved.id
""")
