"""What a participant is told of a provider's decision, read as it was sent."""

import pytest

from npq.domain.catalogue.kinds import FundingMode
from npq.domain.enrolment.operations import accept_registration, reject_registration
from npq.domain.registration.kinds import ProviderReason
from npq.gateways.email.models import KeptLetter
from tests import world
from tests.domain.enrolment.conftest import Scene, set_scene
from tests.jobs import run_queued_jobs
from tests.world import AT

FUNDED = "fully funded"
NOT_FUNDED = "not funded, so you agree with the provider who pays"


@pytest.fixture(autouse=True)
def held(clock):
    """Letters are dated by the clock."""


def letter(template: str) -> str:
    """The last letter of its kind, after all that is queued is done."""
    run_queued_jobs()
    return KeptLetter.objects.filter(template=template).latest("id").body


def accept(scene: Scene, registration, **said) -> None:
    by = scene.acting_for(scene.northlight)
    accept_registration(by=by, at=AT, registration_id=registration, **said)


def test_a_funded_place_is_told_as_one(scene: Scene):
    accept(scene, world.registration(world.person(), scene.northlight, workplace=scene.school))
    told = letter("registration-accepted")
    assert "Northlight Institute has accepted you" in told
    assert FUNDED in told


@pytest.mark.parametrize(("said", "words"), [(True, FUNDED), (False, NOT_FUNDED)])
def test_where_places_are_counted_it_goes_by_what_the_provider_said(db, said, words):
    scene = set_scene(funding=FundingMode.CAPPED)
    registration = world.registration(world.person(), scene.northlight, workplace=scene.school)
    accept(scene, registration, funded_place=said)
    assert words in letter("registration-accepted")


def test_a_second_place_for_the_same_course_is_not_promised_as_funded(scene: Scene):
    world.cohort("2027a")
    world.offer(scene.northlight, in_cohort="2027a")
    amina = world.person()
    first = world.registration(amina, scene.northlight, workplace=scene.school)
    second = world.registration(amina, scene.northlight, in_cohort="2027a", workplace=scene.school)
    accept(scene, first)
    assert FUNDED in letter("registration-accepted")
    accept(scene, second)
    assert NOT_FUNDED in letter("registration-accepted")


def test_a_rejection_and_a_place_taken_back_are_two_letters(scene: Scene):
    by = scene.acting_for(scene.northlight)
    rejected = world.registration(world.person(), scene.northlight)
    reject_registration(by=by, at=AT, registration_id=rejected, reason=ProviderReason.NO_PLACES)
    assert "Northlight Institute" in letter("registration-rejected")

    given = world.registration(world.person(), scene.northlight)
    accept(scene, given)
    reject_registration(by=by, at=AT, registration_id=given)
    assert "Northlight Institute" in letter("registration-place-taken-back")


def test_each_is_sent_once(scene: Scene):
    registration = world.registration(world.person(), scene.northlight)
    accept(scene, registration)
    run_queued_jobs()
    run_queued_jobs()
    assert KeptLetter.objects.filter(template="registration-accepted").count() == 1
