"""Very many participants of one provider, copied in the database from one that was made by the real operations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction


@dataclass(frozen=True)
class Copied:
    """One more participant: their place, the account that opens it, and where they sit if the first one does."""

    registration: UUID
    account: UUID
    sitting: UUID | None


def multiply(registration: UUID, more: int, *, spread: bool = False) -> list[Copied]:
    """Copies a participant `more` times: themselves and how they sign in, their place, what they studied, and the live
    window they sit in, with nothing written there.

    Each registered a second after the one before. With `spread` each has studied as far as another day.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_COPIES, {"registration": registration, "more": more})
        for statement in _statements(spread):
            cursor.execute(statement)
        cursor.execute("SELECT registration, account, sitting FROM copy ORDER BY number")
        copied = [Copied(*row) for row in cursor.fetchall()]
        cursor.execute("DROP TABLE copy")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return copied


_COPIES = """
CREATE TEMPORARY TABLE copy AS
SELECT
    number,
    r.person_id AS of_person, gen_random_uuid() AS person,
    r.id AS of_registration, gen_random_uuid() AS registration,
    identity.account_id AS of_account, gen_random_uuid() AS account,
    study.id AS of_study, gen_random_uuid() AS study,
    sitting.id AS of_sitting, CASE WHEN sitting.id IS NOT NULL THEN gen_random_uuid() END AS sitting
FROM generate_series(1, %(more)s) AS number
JOIN registration_registration r ON r.id = %(registration)s
JOIN people_identity identity ON identity.person_id = r.person_id AND identity.closed_at IS NULL
LEFT JOIN learning_study study ON study.enrolment_id = r.id
LEFT JOIN assessment_sitting sitting
    ON sitting.registration_id = r.id AND sitting.kind = 'live' AND sitting.state IN ('entered', 'open')
"""

# For each table: which of its rows belong to the first participant, and what is another's in a copy of them.
_TABLES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "people_person": (
        "one.id = copy.of_person",
        {
            "id": "copy.person",
            "email": "format('copy-%s@school.example', copy.number)",
            "full_name": "format('Person %s', copy.number)",
        },
    ),
    "people_identity": (
        "one.account_id = copy.of_account",
        {
            "id": "nextval(pg_get_serial_sequence('people_identity', 'id'))",
            "person_id": "copy.person",
            "subject": "copy.account",
            "account_id": "copy.account",
        },
    ),
    "sign_in_account": (
        "one.id = copy.of_account",
        {"id": "copy.account", "email": "format('copy-%s@school.example', copy.number)"},
    ),
    "registration_registration": (
        "one.id = copy.of_registration",
        {
            "id": "copy.registration",
            "person_id": "copy.person",
            "draft": "gen_random_uuid()",
            "changed_at": "one.changed_at + copy.number * interval '1 second'",
        },
    ),
    "registration_approval": (
        "one.registration_id = copy.of_registration",
        {"id": "gen_random_uuid()", "registration_id": "copy.registration"},
    ),
    "enrolment_enrolment": (
        "one.registration_id = copy.of_registration",
        {"registration_id": "copy.registration"},
    ),
    "learning_study": (
        "one.id = copy.of_study",
        {"id": "copy.study", "person_id": "copy.person", "enrolment_id": "copy.registration"},
    ),
    "assessment_sitting": (
        "one.id = copy.of_sitting",
        {"id": "copy.sitting", "registration_id": "copy.registration"},
    ),
} | {
    table: (
        "one.study_id = copy.of_study",
        {"id": f"nextval(pg_get_serial_sequence('{table}', 'id'))", "study_id": "copy.study"},
    )
    for table in ("learning_pagedone", "learning_unitdone", "learning_decisionmade", "learning_checkanswer")
}

_AS_FAR_AS_ANOTHER_DAY = {
    "minutes_done": "copy.number % 41",
    "last_page": "CASE WHEN copy.number % 5 > 0 THEN one.last_page END",
    "last_at": "CASE WHEN copy.number % 5 > 0 THEN one.last_at - copy.number % 90 * interval '1 day' END",
}


def _statements(spread: bool) -> Iterator[str]:
    for table, (belongs, others) in _TABLES.items():
        changed = {**others, **(_AS_FAR_AS_ANOTHER_DAY if spread and table == "learning_study" else {})}
        facts = ", ".join(f"'{column}', {value}" for column, value in changed.items())
        yield f"""
            INSERT INTO {table}
            SELECT made.* FROM {table} AS one, copy,
                LATERAL jsonb_populate_record(one, jsonb_build_object({facts})) AS made
            WHERE {belongs} ORDER BY copy.number
        """
