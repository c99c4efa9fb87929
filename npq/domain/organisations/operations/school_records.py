from dataclasses import dataclass
from datetime import date

from django.db import connection
from psycopg.sql import SQL, Composable, Composed, Identifier, Literal

from npq.domain.organisations.kinds import OPEN_STATUSES
from npq.domain.organisations.models import School, SchoolRecord
from npq.domain.organisations.operations.register_file import INCOMING, Incoming
from npq.domain.organisations.rules.extract_columns import COLUMNS, PAIRS
from npq.kernel.operations import step

# Schools that the file adds or changes, and what they are found by from now on, for as long as the import takes.
TOUCHED = Identifier("touched_school")
RECORD = Identifier(SchoolRecord._meta.db_table)
SCHOOL = Identifier(School._meta.db_table)
FIELDS = tuple(column.field for column in COLUMNS)
FOUND_BY = ("status_code", "postcode", "name", "town", "locality", "local_authority_name")

_OTHER_HALF = {half: other for pair in PAIRS for half, other in (pair, pair[::-1])}


@dataclass(frozen=True)
class Outcome:
    """How many schools the file adds, changes and closes. A closed one is not among the changed."""

    added: int
    changed: int
    closed: int


@step
def compare_rows(incoming: Incoming, day: date) -> Outcome:
    """Finds what the received rows change, and puts those schools into TOUCHED. Writes no record yet."""
    merged = _merged(incoming)
    with connection.cursor() as cursor:
        cursor.execute(SQL("DROP TABLE IF EXISTS {}").format(TOUCHED))
        cursor.execute(
            _COMPARE.format(
                touched=TOUCHED,
                incoming=INCOMING,
                record=RECORD,
                day=Literal(day),
                closes=_closes(merged, day),
                found_by=SQL(", ").join(
                    SQL("{} AS {}").format(merged[field], Identifier(field)) for field in FOUND_BY
                ),
                theirs=SQL(", ").join(_of("i", c.field) for c in incoming.columns),
                ours=SQL(", ").join(_of("r", c.field) for c in incoming.columns),
            )
        )
        cursor.execute(_COUNT.format(touched=TOUCHED))
        return Outcome(*cursor.fetchone())


@step
def write_records(incoming: Incoming, day: date, *, source_id: int) -> None:
    """Closes the record of each changed school before `day` and opens a new one on it; opens one for each new school.

    A record that began on `day` itself is changed where it stands: a day has one record, and the last word counts.
    """
    merged = _merged(incoming)
    names = {
        "touched": TOUCHED,
        "incoming": INCOMING,
        "record": RECORD,
        "school": SCHOOL,
        "day": Literal(day),
        "source": Literal(source_id),
        "fields": SQL(", ").join(map(Identifier, FIELDS)),
        "values": SQL(", ").join(merged[field] for field in FIELDS),
    }
    with connection.cursor() as cursor:
        for statement in (_ADD_SCHOOLS, _CLOSE_RECORDS, _CHANGE_TODAYS, _OPEN_RECORDS):
            cursor.execute(statement.format(**names))


def _merged(incoming: Incoming) -> dict[str, Composable]:
    """For each column of a record, what it holds after the import: `i` is the file's row, `r` the record so far.

    What the file lacks stays as it is; but the name of a code (or the code of a name) that changed is unknown then.
    """
    has = {column.field for column in incoming.columns}
    merged: dict[str, Composable] = {}
    for field in FIELDS:
        other = _OTHER_HALF.get(field)
        if field in has:
            merged[field] = _of("i", field)
        elif other in has and other is not None:
            merged[field] = SQL("CASE WHEN {} IS NOT DISTINCT FROM {} THEN {} END").format(
                _of("i", other), _of("r", other), _of("r", field)
            )
        else:
            merged[field] = _of("r", field)
    return merged


def _closes(merged: dict[str, Composable], day: date) -> Composed:
    """Whether a school that was open is not any more: by its status, or because its close date came to be past."""
    return SQL(
        "coalesce(r.status_code IN ({open}), false) AND ("
        "coalesce({status} NOT IN ({open}), true)"
        " OR coalesce({closed_on} < {day} AND {closed_on} IS DISTINCT FROM r.close_date, false))"
    ).format(
        open=SQL(", ").join(Literal(status.value) for status in sorted(OPEN_STATUSES)),
        status=merged["status_code"],
        closed_on=merged["close_date"],
        day=Literal(day),
    )


def _of(table: str, field: str) -> Composed:
    return SQL("{}.{}").format(SQL(table), Identifier(field))


_COMPARE = SQL("""
CREATE TEMPORARY TABLE {touched} ON COMMIT DROP AS
SELECT i.urn, r.id AS record_id, coalesce(lower(r.period) = {day}, false) AS began_today, {closes} AS closes,
       {found_by}
  FROM {incoming} i
  LEFT JOIN {record} r ON r.school_id = i.urn AND upper_inf(r.period)
 WHERE r.id IS NULL OR ROW({theirs}) IS DISTINCT FROM ROW({ours})
""")

_COUNT = SQL("""
SELECT count(*) FILTER (WHERE record_id IS NULL),
       count(*) FILTER (WHERE record_id IS NOT NULL AND NOT closes),
       count(*) FILTER (WHERE closes)
  FROM {touched}
""")

_ADD_SCHOOLS = SQL("""
INSERT INTO {school} (urn) SELECT urn FROM {touched} WHERE record_id IS NULL ON CONFLICT DO NOTHING
""")

_CLOSE_RECORDS = SQL("""
UPDATE {record} r SET period = daterange(lower(r.period), {day})
  FROM {touched} t WHERE r.id = t.record_id AND NOT t.began_today
""")

_CHANGE_TODAYS = SQL("""
UPDATE {record} r SET (source_id, {fields}) = ROW({source}, {values})
  FROM {touched} t JOIN {incoming} i ON i.urn = t.urn
 WHERE r.id = t.record_id AND t.began_today
""")

_OPEN_RECORDS = SQL("""
INSERT INTO {record} (school_id, period, source_id, {fields})
SELECT t.urn, daterange({day}, NULL), {source}, {values}
  FROM {touched} t
  JOIN {incoming} i ON i.urn = t.urn
  LEFT JOIN {record} r ON r.id = t.record_id
 WHERE NOT t.began_today
""")
