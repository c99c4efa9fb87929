"""A break, another day to return, leaving and coming back: every move, from both sides, and strangers'."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, transaction

from npq.domain.catalogue.models import Schedule
from npq.domain.enrolment.kinds import (
    TRAINING,
    DeferralReason,
    JournalKind,
    Side,
    Task,
    TrainingRefusal,
    TrainingStatus,
    WithdrawalReason,
)
from npq.domain.enrolment.models import Enrolment, TrainingChange
from npq.domain.enrolment.operations import (
    accept_registration,
    change_return,
    defer_enrolment,
    reject_registration,
    resume_enrolment,
    withdraw_enrolment,
)
from npq.domain.funding.queries import previously_funded
from npq.domain.registration.models import Registration
from npq.kernel import journal
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer
from tests import world
from tests.domain.enrolment.conftest import Scene
from tests.jobs import queued_jobs
from tests.world import AT, NPQEL

RETURN = date(2027, 4, 12)
LATER = datetime(2026, 11, 9, 11, 0, tzinfo=UTC)
ACTIVE, DEFERRED, WITHDRAWN = TrainingStatus
LEAVE = WithdrawalReason.CAREER_CHANGED


@pytest.fixture
def amina(db) -> Viewer:
    return world.person("Amina Clarke", trn="1234567", verified=True)


@pytest.fixture
def place(scene: Scene, amina) -> UUID:
    registration = world.registration(amina, scene.northlight, workplace=scene.school)
    accept_registration(by=scene.acting_for(scene.northlight), at=AT, registration_id=registration)
    return registration


@pytest.fixture(params=["participant", "provider"])
def actor(request, scene: Scene, amina) -> Viewer:
    """Either side of the place."""
    return amina if request.param == "participant" else scene.acting_for(scene.northlight)


def defer(by, place, returns_on=RETURN, at=AT, reason=DeferralReason.PARENTAL_LEAVE) -> None:
    defer_enrolment(by=by, at=at, registration_id=place, reason=reason, returns_on=returns_on)


def withdraw(by, place, at=AT, **said) -> None:
    withdraw_enrolment(by=by, at=at, registration_id=place, **{"reason": LEAVE, **said})


def row(place) -> Enrolment:
    return Enrolment.objects.get(pk=place)


def kinds(place) -> list[str]:
    return [entry.kind for entry in journal.entries_about("registration", place)]


class TestEveryMove:
    def test_a_break_begins(self, actor, place, amina):
        defer(actor, place, at=LATER)
        stands = row(place)
        assert (stands.training_status, stands.returns_on) == (DEFERRED, RETURN)
        assert stands.remind_at == datetime(2027, 3, 29, 7, tzinfo=UTC)
        change = TrainingChange.objects.get()
        side = Side.PARTICIPANT if actor == amina else Side.PROVIDER
        assert (change.status, change.why.reason, change.by_kind) == (DEFERRED, "parental-leave", side)
        assert kinds(place)[-1] == JournalKind.TRAINING_DEFERRED
        assert queued_jobs().count(Task.TELL_TRAINING) == 1
        assert Registration.objects.get(id=place).changed_at == LATER

    def test_why_stays_out_of_the_journal(self, actor, place):
        defer(actor, place, reason=DeferralReason.BEREAVEMENT)
        withdraw(actor, place, reason=WithdrawalReason.HEALTH_OR_PREGNANCY)
        told = str([entry.facts for entry in journal.entries_about("registration", place)])
        assert "bereavement" not in told
        assert "health" not in told

    def test_it_gets_another_end(self, actor, place):
        defer(actor, place)
        change_return(by=actor, at=LATER, registration_id=place, returns_on=date(2027, 9, 1), seen=RETURN)
        assert row(place).returns_on == date(2027, 9, 1)
        assert [c.moves for c in TrainingChange.objects.order_by("id")] == [True, False]
        assert kinds(place)[-1] == JournalKind.RETURN_CHANGED

    def test_it_ends(self, actor, place):
        defer(actor, place)
        resume_enrolment(by=actor, at=LATER, registration_id=place, seen=DEFERRED)
        stands = row(place)
        assert (stands.training_status, stands.returns_on, stands.remind_at) == (ACTIVE, None, None)
        assert kinds(place)[-1] == JournalKind.TRAINING_RESUMED

    @pytest.mark.parametrize("after_a_break", [False, True])
    def test_somebody_leaves_and_what_paid_stays_spent(self, actor, place, amina, after_a_break):
        if after_a_break:
            defer(actor, place)
        withdraw(actor, place, at=LATER)
        stands = row(place)
        assert (stands.training_status, stands.returns_on, stands.remind_at) == (WITHDRAWN, None, None)
        assert previously_funded(amina.own_id, NPQEL)
        assert kinds(place)[-1] == JournalKind.TRAINING_WITHDRAWN

    def test_only_the_provider_brings_back_who_has_left(self, scene, place, amina):
        withdraw(amina, place)
        with pytest.raises(Refusal) as refused:
            resume_enrolment(by=amina, at=LATER, registration_id=place)
        assert refused.value.code is TrainingRefusal.PROVIDER_BRINGS_BACK
        resume_enrolment(by=scene.acting_for(scene.northlight), at=LATER, registration_id=place)
        assert row(place).training_status == ACTIVE

    def test_who_has_another_place_meanwhile_is_not_brought_back(self, scene, place, amina):
        withdraw(amina, place)
        same = world.person("Amina Clarke", trn="1234567", verified=True)
        other = world.registration(same, scene.meridian, workplace=scene.school)
        accept_registration(by=scene.acting_for(scene.meridian), at=AT, registration_id=other)
        with pytest.raises(Refusal) as refused:
            resume_enrolment(by=scene.acting_for(scene.northlight), at=LATER, registration_id=place)
        assert refused.value.code is TrainingRefusal.PLACE_ELSEWHERE


class TestRepeats:
    def test_the_same_again_changes_nothing(self, actor, place):
        for _ in range(2):
            defer(actor, place)
        for _ in range(2):
            change_return(by=actor, at=AT, registration_id=place, returns_on=date(2027, 9, 1), seen=RETURN)
        for _ in range(2):
            withdraw(actor, place, seen=DEFERRED)
        assert TrainingChange.objects.count() == 3
        assert queued_jobs().count(Task.TELL_TRAINING) == 3

    def test_coming_back_twice_changes_nothing(self, actor, place):
        defer(actor, place)
        for _ in range(2):
            resume_enrolment(by=actor, at=AT, registration_id=place, seen=DEFERRED)
        assert TrainingChange.objects.count() == 2

    @pytest.mark.parametrize(
        ("first", "then", "code"),
        [
            ("break", "another break", TrainingRefusal.ALREADY_ON_A_BREAK),
            ("leave", "break", TrainingRefusal.LEFT_THE_COURSE),
            ("leave", "leave otherwise", TrainingRefusal.LEFT_THE_COURSE),
            ("leave", "another day", TrainingRefusal.LEFT_THE_COURSE),
            ("nothing", "another day", TrainingRefusal.NOT_ON_A_BREAK),
            ("break", "day by an old page", TrainingRefusal.TRAINING_CHANGED_MEANWHILE),
            ("break", "leave by an old page", TrainingRefusal.TRAINING_CHANGED_MEANWHILE),
        ],
    )
    def test_what_contradicts_is_refused(self, actor, place, first, then, code):
        acts = {
            "nothing": lambda: None,
            "break": lambda: defer(actor, place),
            "another break": lambda: defer(actor, place, date(2027, 9, 1)),
            "leave": lambda: withdraw(actor, place),
            "leave otherwise": lambda: withdraw(actor, place, reason=WithdrawalReason.OTHER),
            "leave by an old page": lambda: withdraw(actor, place, seen=ACTIVE),
            "another day": lambda: change_return(
                by=actor, at=AT, registration_id=place, returns_on=date(2027, 9, 1)
            ),
            "day by an old page": lambda: change_return(
                by=actor, at=AT, registration_id=place, returns_on=date(2027, 9, 1), seen=date(2027, 5, 1)
            ),
        }
        acts[first]()
        before = TrainingChange.objects.count()
        with pytest.raises(Refusal) as refused:
            acts[then]()
        assert refused.value.code is code
        assert TrainingChange.objects.count() == before

    def test_a_page_that_showed_a_break_does_not_bring_back_who_has_left(self, scene, place):
        provider = scene.acting_for(scene.northlight)
        withdraw(provider, place)
        with pytest.raises(Refusal) as refused:
            resume_enrolment(by=provider, at=AT, registration_id=place, seen=DEFERRED)
        assert refused.value.code is TrainingRefusal.TRAINING_CHANGED_MEANWHILE


class TestDays:
    @pytest.mark.parametrize("day", [AT.date(), AT.date() - timedelta(days=1)])
    def test_a_break_ends_after_today(self, actor, place, day):
        with pytest.raises(Refusal) as refused:
            defer(actor, place, day)
        assert refused.value.code is TrainingRefusal.RETURN_NOT_AHEAD

    def test_it_lasts_a_year_at_the_most_from_the_day_it_began(self, actor, place):
        with pytest.raises(Refusal) as refused:
            defer(actor, place, date(2027, 11, 3))
        assert refused.value.code is TrainingRefusal.BREAK_TOO_LONG
        assert refused.value.facts["latest"] == date(2027, 11, 2)
        defer(actor, place)
        half_a_year = AT + timedelta(days=180)
        with pytest.raises(Refusal):
            change_return(by=actor, at=half_a_year, registration_id=place, returns_on=date(2027, 11, 3))
        change_return(by=actor, at=half_a_year, registration_id=place, returns_on=date(2027, 11, 2))


class TestStrangers:
    @pytest.fixture(params=["somebody", "another provider", "nobody", "the service"])
    def stranger(self, request, scene) -> Viewer:
        return {
            "somebody": lambda: world.person("Zed Stranger"),
            "another provider": lambda: scene.acting_for(scene.meridian),
            "nobody": Viewer.visitor,
            "the service": lambda: Viewer.system("a job"),
        }[request.param]()

    def test_they_find_no_place(self, stranger, place):
        for act in (
            lambda: defer(stranger, place),
            lambda: withdraw(stranger, place),
            lambda: change_return(by=stranger, at=AT, registration_id=place, returns_on=RETURN),
            lambda: resume_enrolment(by=stranger, at=AT, registration_id=place),
        ):
            with pytest.raises(NotFound):
                act()
        assert not TrainingChange.objects.exists()

    def test_nor_does_anybody_where_it_was_taken_back(self, actor, scene, place):
        reject_registration(by=scene.acting_for(scene.northlight), at=AT, registration_id=place)
        with pytest.raises(NotFound):
            defer(actor, place)

    def test_a_participant_says_only_what_is_theirs_to_say(self, amina, scene, place):
        with pytest.raises(NotFound):
            withdraw(amina, place, reason=WithdrawalReason.INVOICE_NOT_PAID)
        withdraw(scene.acting_for(scene.northlight), place, reason=WithdrawalReason.INVOICE_NOT_PAID)

    def test_staff_act_in_their_own_place_as_participants(self, scene):
        sunil = world.staff(scene.northlight)
        own = world.registration(sunil, scene.northlight, workplace=scene.school)
        accept_registration(by=scene.acting_for(scene.northlight), at=AT, registration_id=own)
        withdraw(sunil, own)
        with pytest.raises(Refusal):
            resume_enrolment(by=sunil, at=AT, registration_id=own)


class TestTheDatabase:
    @pytest.mark.parametrize("before", TrainingStatus)
    @pytest.mark.parametrize("after", TrainingStatus)
    def test_it_lets_only_the_moves_of_the_table_be(self, place, before, after):
        # A place is made in every status, as one that is carried over would be.
        Enrolment.objects.filter(pk=place)._raw_delete("default")
        made = Enrolment(
            registration_id=place,
            schedule=Schedule.objects.latest("id"),
            training_status=before,
            returns_on=RETURN if before is DEFERRED else None,
            accepted_at=AT,
        )
        made.save(force_insert=True)
        allowed = (before, after) in TRAINING.pairs or before is after

        def move():
            with transaction.atomic():
                returns_on = RETURN if after is DEFERRED else None
                Enrolment.objects.filter(pk=place).update(training_status=after, returns_on=returns_on)

        if allowed:
            move()
        else:
            with pytest.raises((InternalError, IntegrityError, ProgrammingError)):
                move()

    def test_only_a_break_has_an_end(self, place):
        with pytest.raises(IntegrityError), transaction.atomic():
            Enrolment.objects.filter(pk=place).update(returns_on=RETURN)
        with pytest.raises(IntegrityError), transaction.atomic():
            Enrolment.objects.filter(pk=place).update(training_status=DEFERRED)

    def test_what_was_changed_stays(self, amina, place):
        defer(amina, place)
        for change in (
            lambda: TrainingChange.objects.update(moves=False),
            lambda: TrainingChange.objects.all()._raw_delete("default"),
        ):
            with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
                change()
