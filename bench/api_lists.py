"""The API's lists: pages out of a lead provider's 100,000 applications among 300,000, called through all of Django.

The floor is psql given the same rows as row_to_json: nothing hands them out faster without keeping them as text.
"""

import logging
import re
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from bench import Figure
from bench.database import fresh_database
from npq.config.embedded_postgres.programs import find

PROVIDERS = 3
PEOPLE = 300_000
ROUNDS = 9
AT_MOST = 2.0

FILL = (
    """
    INSERT INTO people_person
        (id, full_name, email, teacher_reference_number, trn_verified, created_at, significantly_updated_at)
    SELECT gen_random_uuid(), 'Person ' || n, 'person.' || n || '@school.example',
        lpad((n %% 9999999)::text, 7, '0'), n %% 3 = 0,
        %(at)s - n * interval '1 second', %(at)s - n * interval '1 second'
    FROM generate_series(1, %(people)s) n
    """,
    """
    INSERT INTO funding_decision (id, person_id, qualification, policy, outcome, reason, facts, cause, made_at)
    SELECT gen_random_uuid(), id, %(course)s, 'demonstration', 'funded', 'funded', '{}', 'submitted', created_at
    FROM people_person
    """,
    # Stored in another order than they are listed in, as after years of use.
    """
    INSERT INTO registration_registration (
        id, person_id, qualification_id, cohort_id, lead_provider_id, status, submitted_at, status_changed_at,
        changed_at, provider_note, made_here, works_in_england, setting, nursery, workplace_id, workplace_not_listed,
        employment, employer_name, employment_role, decision_id, notice_version
    )
    SELECT gen_random_uuid(), person_id, %(course)s, %(cohort)s,
        (%(providers)s::uuid[])[1 + abs(hashtext(person_id::text)) %% array_length(%(providers)s::uuid[], 1)],
        CASE WHEN abs(hashtext(id::text)) %% 3 = 0 THEN 'accepted' ELSE 'pending' END,
        made_at, made_at, made_at, '', true, true, 'a_school', '', %(school)s, false, '', '', '', id, '1'
    FROM funding_decision ORDER BY id
    """,
    """
    INSERT INTO enrolment_enrolment (registration_id, schedule_id, training_status, accepted_at)
    SELECT id, (SELECT min(id) FROM catalogue_schedule), 'active', submitted_at
    FROM registration_registration WHERE status = 'accepted'
    """,
    """
    INSERT INTO funding_entitlemententry (person_id, qualification, place, change, at)
    SELECT person_id, qualification_id, id, 'taken', submitted_at
    FROM registration_registration WHERE status = 'accepted'
    """,
    "VACUUM ANALYZE",
)

FLOOR = r"""
\o /dev/null
\timing on
{statement}
{statement}
"""

STATEMENT = """
WITH page AS MATERIALIZED (
    SELECT r.id, r.submitted_at FROM {all} WHERE r.lead_provider_id = '{provider}'
    ORDER BY r.submitted_at, r.id LIMIT {size} OFFSET {offset}
)
SELECT row_to_json(application) FROM page JOIN {all} ON r.id = page.id {with_the_rest}
ORDER BY page.submitted_at, page.id;
"""


def main() -> Iterator[Figure]:
    """Gives the time of each kind of page, and for two of them the ratio to the floor."""
    with fresh_database() as address:
        provider, token = _fill()
        call = _caller(token)
        yield from _against_the_floor(address, provider, call)
        yield from _others(call)


def _against_the_floor(address: str, provider: UUID, call: Callable[..., float]) -> Iterator[Figure]:
    for size, page in ((100, 1), (100, 601), (3000, 1), (3000, 21)):
        ours, floor = [], []
        for _ in range(ROUNDS):
            ours.append(call({"page[page]": page, "page[per_page]": size}))
            floor.append(_floor(address, provider, size, (page - 1) * size))
        took, least = statistics.median(ours), statistics.median(floor)
        where = "first page" if page == 1 else f"page {page}"
        note = f"{took:.0f} ms, psql {least:.0f} ms"
        # A short page is mostly the token, its count and Django itself; the long ones show how the rows are made.
        bound = AT_MOST if size == 3000 else None
        yield Figure(f"API list of {size:,}, {where}", took / least, "× psql", at_most=bound, note=note)


def _others(call: Callable[..., float]) -> Iterator[Figure]:
    from tests.world import AT

    since = {
        "a moment ago": timedelta(minutes=5),
        "hours ago": timedelta(hours=40),
        "long ago": timedelta(days=99),
    }
    for when, ago in since.items():
        took = [call({"filter[updated_since]": (AT - ago).isoformat()}) for _ in range(ROUNDS)]
        yield Figure(f"API list of 100, updated since {when}", statistics.median(took), "ms")
    took = [call({"sort": "-updated_at"}) for _ in range(ROUNDS)]
    yield Figure("API list of 100, last changed first", statistics.median(took), "ms")


def _fill() -> tuple[UUID, str]:
    from django.db import connection

    from npq.domain.catalogue.queries import cohort_by_identifier
    from tests import world

    world.qualification()
    world.cohort()
    providers = [world.offer(world.lead_provider(f"Provider {number}")) for number in range(PROVIDERS)]
    facts: Mapping[str, Any] = {
        "at": world.AT,
        "people": PEOPLE,
        "course": world.NPQEL,
        "cohort": cohort_by_identifier(world.COHORT).id,
        "providers": providers,
        "school": world.school(),
    }
    with connection.cursor() as cursor:
        for statement in FILL:
            cursor.execute(statement, facts if "%" in statement else None)
    return providers[0], world.token(providers[0])


def _caller(token: str) -> Callable[..., float]:
    """A function that makes one call with the given parameters and gives its milliseconds."""
    from django.test import Client

    from npq.kernel.clock import held_at
    from tests.world import AT

    client = Client(headers={"Authorization": f"Bearer {token}", "Host": "127.0.0.1"})

    def call(parameters: Mapping[str, Any]) -> float:
        logging.disable(logging.INFO)
        with held_at(AT):
            began = time.perf_counter()
            answer = client.get("/api/v3/npq-applications", parameters)
            took = (time.perf_counter() - began) * 1000
        if answer.status_code != 200 or len(answer.content) < 1000:
            raise RuntimeError(f"{answer.status_code}: {answer.content[:200]!r}")
        return took

    return call


def _floor(address: str, provider: UUID, size: int, offset: int) -> float:
    """Milliseconds that psql says the same rows took at the second asking: a new session first has to look around."""
    from npq.domain.enrolment.queries.application_rows import WITH_THE_REST
    from npq.domain.enrolment.queries.applications import ALL

    statement = STATEMENT.format(
        all=ALL, with_the_rest=WITH_THE_REST, provider=provider, size=size, offset=offset
    )
    said = subprocess.run(
        [find("psql"), "-X", "-q", "-d", address],
        input=FLOOR.format(statement=statement),
        text=True,
        capture_output=True,
        check=True,
    ).stdout
    _, took = re.findall(r"^Time: ([\d.]+) ms", said, re.MULTILINE)
    return float(took)
