"""Who wins when two want one person, or one wants what is being taken away. Real commits, a connection a runner."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID, uuid4

import pytest

from npq.domain.enrolment.kinds import RefusalCode
from npq.domain.enrolment.models import Enrolment
from npq.domain.enrolment.operations import accept_registration, reject_registration
from npq.domain.funding.models import EntitlementEntry
from npq.domain.people.models import Person
from npq.domain.registration.kinds import RefusalCode as RegistrationRefusal
from npq.domain.registration.kinds import RejectionReason, Status
from npq.domain.registration.models import Registration
from npq.domain.registration.operations.registrations import withdraw_registration
from npq.kernel.models import Entry
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer
from tests import world
from tests.domain.enrolment.conftest import Scene, set_scene
from tests.runner.real import RealDatabase
from tests.world import AT

Runner = Callable[[], object]

LONGEST = 30  # seconds a runner waits for the other


@pytest.fixture
def scene(real_database: RealDatabase, clock) -> Scene:
    return set_scene()


def race(real_database: RealDatabase, pairs: Sequence[tuple[Runner, Runner]]) -> list[tuple[str, str]]:
    """Runs each pair against each other, let go at the same moment; gives what each runner of each pair came to."""
    start = threading.Barrier(2)

    def run(side: int) -> list[str]:
        outcomes = []
        for pair in pairs:
            start.wait(LONGEST)
            outcomes.append(_outcome(pair[side]))
        return outcomes

    sides = real_database.at_once(partial(run, 0), partial(run, 1))
    for side in sides:
        if isinstance(side, Exception):
            raise side
    return list(zip(*sides, strict=True))


def _outcome(runner: Runner) -> str:
    """ "done", or the code with which it was refused. Any other end is a failure of the test."""
    try:
        runner()
    except Refusal as refusal:
        return refusal.code.value
    except NotFound:
        return "not found"
    return "done"


def accept(scene: Scene, provider: UUID, registration: UUID) -> Runner:
    return partial(accept_registration, by=scene.acting_for(provider), at=AT, registration_id=registration)


def people_like(viewer: Viewer, count: int, **differences: Callable[[int], object]) -> list[Person]:
    """So many more people like one."""
    person = Person.objects.get(id=viewer.person_id)
    rows = []
    for number in range(count):
        changed = {name: value(number) for name, value in differences.items()}
        row = {field.attname: getattr(person, field.attname) for field in Person._meta.concrete_fields}
        rows.append(Person(**{**row, "id": uuid4(), "email": f"{uuid4()}@oakfield.example", **changed}))
    return Person.objects.bulk_create(rows)


def registrations_like(
    registration: UUID, people: Sequence[Person], **differences: object
) -> list[Registration]:
    """One for each of the people, like one that was made as participants make them."""
    made = Registration.objects.get(id=registration)
    row = {field.attname: getattr(made, field.attname) for field in Registration._meta.concrete_fields}
    return Registration.objects.bulk_create(
        Registration(**{**row, "id": uuid4(), "draft": None, "person_id": person.id, **differences})
        for person in people
    )


def test_two_providers_accept_one_person_and_one_wins(real_database: RealDatabase, scene: Scene):
    races = 200
    amina = world.person()
    made = world.registration(amina, scene.northlight, workplace=scene.school)
    people = people_like(amina, races)
    # Several live registrations of one person can only have been carried over from elsewhere.
    providers = (scene.northlight, scene.meridian)
    sides = [
        registrations_like(made, people, lead_provider_id=provider, made_here=False) for provider in providers
    ]
    pairs = list(zip(*sides, strict=True))
    outcomes = race(
        real_database,
        [(accept(scene, providers[0], a.id), accept(scene, providers[1], b.id)) for a, b in pairs],
    )
    winners: Counter[int] = Counter()
    for pair, outcome in zip(pairs, outcomes, strict=True):
        # The loser finds its own rejected with the winner's acceptance.
        assert sorted(outcome) == [RefusalCode.CANNOT_CHANGE_ONCE_REJECTED, "done"]
        winner = outcome.index("done")
        won, lost = pair[winner], pair[1 - winner]
        won.refresh_from_db()
        lost.refresh_from_db()
        assert won.status == Status.ACCEPTED
        assert (lost.status, lost.rejection_reason) == (Status.REJECTED, RejectionReason.OTHER_ACCEPTED)
        winners[winner] += 1
    assert Enrolment.objects.count() == EntitlementEntry.objects.count() == races
    assert Entry.objects.filter(kind="place_given").count() == races
    assert len(winners) == 2, "Always the same one won: that was no race."


def test_two_providers_accept_one_teacher_under_two_names_and_one_wins(
    real_database: RealDatabase, scene: Scene
):
    races = 50
    amina = world.person()
    made = world.registration(amina, scene.northlight)
    providers = (scene.northlight, scene.meridian)
    sides = [
        registrations_like(
            made,
            people_like(
                amina,
                races,
                teacher_reference_number=lambda number: f"{number:07}",
                trn_verified=lambda number: True,
            ),
            lead_provider_id=provider,
        )
        for provider in providers
    ]
    pairs = [
        (accept(scene, providers[0], a.id), accept(scene, providers[1], b.id))
        for a, b in zip(*sides, strict=True)
    ]
    for outcome in race(real_database, pairs):
        assert sorted(outcome) == [RefusalCode.ACCEPTED_ELSEWHERE, "done"]
    assert Enrolment.objects.count() == races


def test_a_provider_accepts_while_the_participant_withdraws(real_database: RealDatabase, scene: Scene):
    races = 100
    amina = world.person()
    made = world.registration(amina, scene.northlight, workplace=scene.school)
    rows = registrations_like(made, people_like(amina, races))

    def withdraw(row: Registration) -> Runner:
        by = Viewer.person(row.person_id)
        return partial(withdraw_registration, by=by, at=AT, registration_id=row.id)

    outcomes = race(real_database, [(accept(scene, scene.northlight, row.id), withdraw(row)) for row in rows])
    for row, outcome in zip(rows, outcomes, strict=True):
        row.refresh_from_db()
        placed = Enrolment.objects.filter(registration=row).exists()
        assert (*outcome, row.status, placed) in {
            ("done", RegistrationRefusal.NOT_PENDING, Status.ACCEPTED, True),
            (RefusalCode.CANNOT_CHANGE_ONCE_REJECTED, "done", Status.WITHDRAWN, False),
        }
    assert len(set(outcomes)) == 2, "Always the same one won: that was no race."


def test_a_provider_accepts_while_the_participant_goes_to_another(real_database: RealDatabase, scene: Scene):
    people = [world.person() for _ in range(10)]
    rows = [world.registration(person, scene.northlight, workplace=scene.school) for person in people]
    to_meridian = {"lead_provider": str(scene.meridian)}
    pairs = [
        (accept(scene, scene.northlight, row), partial(world.change, person, row, **to_meridian))
        for person, row in zip(people, rows, strict=True)
    ]
    for person, (accepted, changed) in zip(people, race(real_database, pairs), strict=True):
        live = Registration.objects.get(person=person.person_id, status__in=["pending", "accepted"])
        if accepted == "done":
            # Their draft of a change goes with the acceptance.
            assert changed in {RegistrationRefusal.NOT_PENDING, "not found"}
            assert (live.status, live.lead_provider_id) == (Status.ACCEPTED, scene.northlight)
        else:
            assert (accepted, changed) == (RefusalCode.CANNOT_CHANGE_ONCE_REJECTED, "done")
            assert (live.status, live.lead_provider_id) == (Status.PENDING, scene.meridian)


def test_one_provider_decides_twice_at_once(real_database: RealDatabase, scene: Scene):
    amina = world.person()
    made = world.registration(amina, scene.northlight, workplace=scene.school)
    twice, both_ways = (registrations_like(made, people_like(amina, 20)) for _ in range(2))

    def reject(row: Registration) -> Runner:
        by = scene.acting_for(scene.northlight)
        return partial(reject_registration, by=by, at=AT, registration_id=row.id)

    for outcome in race(real_database, [(accept(scene, scene.northlight, row.id),) * 2 for row in twice]):
        assert sorted(outcome) == [RefusalCode.ALREADY_ACCEPTED, "done"]
    assert Enrolment.objects.count() == EntitlementEntry.objects.count() == 20

    pairs = [(accept(scene, scene.northlight, row.id), reject(row)) for row in both_ways]
    for row, (accepted, rejected) in zip(both_ways, race(real_database, pairs), strict=True):
        row.refresh_from_db()
        assert accepted in {"done", RefusalCode.CANNOT_CHANGE_ONCE_REJECTED}
        assert (rejected, row.status) == ("done", Status.REJECTED)
    assert Enrolment.objects.filter(taken_back_at=None).count() == 20
