"""Very many participants of one provider, copied in the database from one that was made by the real operations."""

from uuid import UUID

from django.db import connection


def multiply(registration: UUID, more: int) -> None:
    """Copies a participant with their place and study `more` times, each as far as another day."""
    with connection.cursor() as cursor:
        for statement in _COPIES:
            cursor.execute(statement, {"registration": registration, "more": more})
        cursor.execute("ANALYZE")


_COPIES = (
    """
    CREATE TEMPORARY TABLE copy AS
    SELECT gen_random_uuid() AS person, gen_random_uuid() AS registration, number
    FROM generate_series(1, %(more)s) AS number
    """,
    """
    INSERT INTO people_person
    SELECT (jsonb_populate_record(p, jsonb_build_object(
        'id', copy.person, 'email', format('copy-%%s@school.example', copy.number),
        'full_name', format('Person %%s', copy.number)))).*
    FROM people_person p JOIN registration_registration r ON r.person_id = p.id, copy WHERE r.id = %(registration)s
    """,
    """
    INSERT INTO registration_registration
    SELECT (jsonb_populate_record(r, jsonb_build_object(
        'id', copy.registration, 'person_id', copy.person, 'draft', gen_random_uuid()))).*
    FROM registration_registration r, copy WHERE r.id = %(registration)s
    """,
    """
    INSERT INTO enrolment_enrolment
    SELECT (jsonb_populate_record(e, jsonb_build_object('registration_id', copy.registration))).*
    FROM enrolment_enrolment e, copy WHERE e.registration_id = %(registration)s
    """,
    """
    INSERT INTO learning_study
    SELECT (jsonb_populate_record(s, jsonb_build_object(
        'id', gen_random_uuid(), 'enrolment_id', copy.registration, 'person_id', copy.person,
        'minutes_done', copy.number %% 41,
        'last_page', CASE WHEN copy.number %% 5 > 0 THEN s.last_page END,
        'last_at', CASE WHEN copy.number %% 5 > 0 THEN s.last_at - copy.number %% 90 * interval '1 day' END))).*
    FROM learning_study s, copy WHERE s.enrolment_id = %(registration)s
    """,
)
