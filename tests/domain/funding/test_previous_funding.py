"""Whether somebody was funded before, asked of one person in Python and of a whole list in the database: one answer."""

from datetime import UTC, datetime
from itertools import product
from uuid import UUID

import pytest
from django.db import connection

from npq.domain.funding.kinds import EntitlementChange
from npq.domain.funding.models import EntitlementEntry
from npq.domain.funding.queries import previously_funded, previously_funded_sql
from npq.domain.people.models import Person

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
HERE, ELSEWHERE = UUID(int=1), UUID(int=2)
OURS, ANOTHER = "npq-executive-leadership", "npq-headship"

TAKEN, RELEASED, USED_UP = EntitlementChange.TAKEN, EntitlementChange.RELEASED, EntitlementChange.USED_UP
LIVES = [(), (TAKEN,), (TAKEN, RELEASED), (TAKEN, USED_UP)]


def asked_of_the_database(person: Person) -> bool:
    condition = previously_funded_sql("asked.person", "asked.qualification", "asked.place")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {condition} FROM (SELECT %s::uuid AS person, %s AS qualification, %s::uuid AS place) asked",
            [person.id, OURS, HERE],
        )
        return cursor.fetchone()[0]


@pytest.mark.parametrize(("here", "elsewhere", "another"), list(product(LIVES, LIVES, LIVES[:2])))
@pytest.mark.django_db
def test_both_ways_of_asking_agree(here, elsewhere, another):
    person = Person.objects.create(created_at=AT, significantly_updated_at=AT)
    lives = [(HERE, OURS, here), (ELSEWHERE, OURS, elsewhere), (UUID(int=3), ANOTHER, another)]
    for place, qualification, changes in lives:
        for change in changes:
            EntitlementEntry.objects.create(
                person=person, qualification=qualification, place=place, change=change, at=AT
            )
    expected = elsewhere in {(TAKEN,), (TAKEN, USED_UP)}
    assert previously_funded(person.id, OURS, besides=HERE) is expected
    assert asked_of_the_database(person) is expected


@pytest.mark.django_db
def test_other_people_do_not_matter():
    person, other = (Person.objects.create(created_at=AT, significantly_updated_at=AT) for _ in range(2))
    EntitlementEntry.objects.create(person=other, qualification=OURS, place=ELSEWHERE, change=TAKEN, at=AT)
    assert not asked_of_the_database(person)
    assert asked_of_the_database(other)
