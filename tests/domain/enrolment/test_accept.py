from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from npq.domain.catalogue.kinds import CourseGroup, FundingMode, Season
from npq.domain.enrolment.kinds import JournalKind, RefusalCode, Task, TrainingStatus
from npq.domain.enrolment.models import Enrolment
from npq.domain.enrolment.operations import accept_registration, reject_registration
from npq.domain.funding.kinds import EntitlementChange
from npq.domain.funding.models import EntitlementEntry
from npq.domain.funding.queries import previously_funded
from npq.domain.people.models import Person
from npq.domain.registration.kinds import RejectionReason, Status
from npq.domain.registration.models import Registration
from npq.domain.registration.operations.registrations import withdraw_registration
from npq.domain.registration.operations.sponsor_answers import Confirmations, approve_registration
from npq.kernel import journal
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer
from tests import world
from tests.domain.enrolment.conftest import Scene, set_scene
from tests.jobs import queued_jobs
from tests.world import AT

LATER = datetime(2026, 11, 9, 11, 0, tzinfo=UTC)

CAPPED = {"funding": FundingMode.CAPPED}


def accept(scene: Scene, registration: UUID, provider: UUID | None = None, **said) -> None:
    by = scene.acting_for(provider or scene.northlight)
    accept_registration(by=by, at=LATER, registration_id=registration, **said)


def objections(scene: Scene, registration: UUID, provider: UUID | None = None, **said) -> list[RefusalCode]:
    with pytest.raises(Refusal) as refused:
        accept(scene, registration, provider, **said)
    told = refused.value.facts["objections"]
    assert refused.value.code == told[0]
    return list(told)


def status(registration: UUID) -> str:
    return Registration.objects.get(id=registration).status


def imported(registration: UUID) -> UUID:
    """The registration as if it had been carried over from elsewhere, where one person may have several."""
    Registration.objects.filter(id=registration).update(made_here=False)
    return registration


def test_a_place_is_given_with_all_that_follows(scene: Scene):
    amina = world.person()
    registration = world.registration(amina, scene.northlight, workplace=scene.school)

    accept(scene, registration)

    row = Registration.objects.get(id=registration)
    place = Enrolment.objects.select_related("schedule").get(registration=registration)
    assert (row.status, row.status_changed_at, row.changed_at) == (Status.ACCEPTED, LATER, LATER)
    assert (place.schedule.identifier, place.training_status) == (world.AUTUMN, TrainingStatus.ACTIVE)
    assert (place.accepted_at, place.taken_back_at, place.funded_place) == (LATER, None, None)
    kinds = [entry.kind for entry in journal.entries_about("registration", registration)]
    assert kinds[-2:] == ["registration_accepted", JournalKind.PLACE_GIVEN]
    assert queued_jobs().count(Task.TELL_ACCEPTED) == 1


def test_the_journal_names_nobody(scene: Scene):
    amina = world.person("Amina Clarke")
    registration = world.registration(amina, scene.northlight)
    accept(scene, registration)
    told = str([entry.facts for entry in journal.entries_about("registration", registration)])
    assert "Amina" not in told
    assert "@" not in told


def test_a_funded_place_is_taken_once_and_freed_when_taken_back(scene: Scene):
    amina = world.person()
    registration = world.registration(amina, scene.northlight, workplace=scene.school)
    assert not previously_funded(amina.person_id, world.NPQEL)

    accept(scene, registration)
    assert previously_funded(amina.person_id, world.NPQEL)
    assert not previously_funded(amina.person_id, world.NPQEL, besides=registration)

    reject_registration(by=scene.acting_for(scene.northlight), at=LATER, registration_id=registration)
    assert not previously_funded(amina.person_id, world.NPQEL)
    changes = EntitlementEntry.objects.order_by("id").values_list("change", flat=True)
    assert list(changes) == [EntitlementChange.TAKEN, EntitlementChange.RELEASED]


def test_a_place_that_the_department_does_not_pay_for_takes_no_entitlement(scene: Scene):
    registration = world.registration(world.person(), scene.northlight, workplace=None)
    accept(scene, registration)
    assert not EntitlementEntry.objects.exists()


def test_somebody_elses_registration_is_not_found(scene: Scene):
    registration = world.registration(world.person(), scene.northlight)
    for stranger in (scene.acting_for(scene.meridian), Viewer.visitor(), world.person("Zed Stranger")):
        with pytest.raises(NotFound):
            accept_registration(by=stranger, at=LATER, registration_id=registration)
        with pytest.raises(NotFound):
            reject_registration(by=stranger, at=LATER, registration_id=registration)
    with pytest.raises(NotFound):
        accept(scene, uuid4())
    assert status(registration) == Status.PENDING


def test_the_participant_cannot_accept_for_the_provider(scene: Scene):
    amina = world.person()
    registration = world.registration(amina, scene.northlight)
    with pytest.raises(NotFound):
        accept_registration(by=amina, at=LATER, registration_id=registration)


def test_staff_decide_as_their_systems_do(scene: Scene):
    registration = world.registration(world.person(), scene.northlight)
    accept_registration(by=world.staff(scene.northlight), at=LATER, registration_id=registration)
    assert status(registration) == Status.ACCEPTED


def test_accepting_twice_is_refused_and_changes_nothing(scene: Scene):
    registration = world.registration(world.person(), scene.northlight)
    accept(scene, registration)
    assert objections(scene, registration) == [RefusalCode.ALREADY_ACCEPTED]
    assert Enrolment.objects.count() == 1


def test_what_the_participant_withdrew_or_changed_cannot_be_accepted(scene: Scene):
    amina = world.person()
    first = world.registration(amina, scene.northlight)
    second = world.change(amina, first, lead_provider=str(scene.meridian))
    assert objections(scene, first) == [RefusalCode.CANNOT_CHANGE_ONCE_REJECTED]

    withdraw_registration(by=amina, at=AT, registration_id=second)
    assert objections(scene, second, scene.meridian) == [RefusalCode.CANNOT_CHANGE_ONCE_REJECTED]


class TestTheOtherRequests:
    def test_pending_ones_for_the_course_and_cohort_are_rejected(self, scene: Scene):
        amina = world.person()
        accepted = imported(world.registration(amina, scene.northlight))
        other = imported(world.registration(amina, scene.meridian))
        accept(scene, accepted)
        row = Registration.objects.get(id=other)
        assert (row.status, row.rejection_reason) == (Status.REJECTED, RejectionReason.OTHER_ACCEPTED)
        assert row.changed_at == LATER

    def test_a_withdrawn_a_replaced_and_a_rejected_one_stay_what_they_are(self, scene: Scene):
        amina = world.person()
        withdrawn = world.registration(amina, scene.northlight)
        withdraw_registration(by=amina, at=AT, registration_id=withdrawn)
        rejected = world.registration(amina, scene.meridian)
        reject_registration(by=scene.acting_for(scene.meridian), at=AT, registration_id=rejected)
        replaced = world.registration(amina, scene.northlight)
        last = world.change(amina, replaced, lead_provider=str(scene.meridian))
        before = {row.id: row.changed_at for row in Registration.objects.exclude(id=last)}

        accept(scene, last, scene.meridian)

        after = {row.id: row.changed_at for row in Registration.objects.exclude(id=last)}
        assert (status(withdrawn), status(rejected), status(replaced)) == (
            "withdrawn",
            "rejected",
            "replaced",
        )
        assert Registration.objects.get(id=rejected).rejection_reason == RejectionReason.BY_PROVIDER
        assert before == after

    def test_another_course_and_another_cohort_are_left_alone(self, scene: Scene):
        headship = world.qualification("npq-headship")
        world.cohort("2027a")
        world.offer(scene.northlight, course=headship)
        world.offer(scene.northlight, in_cohort="2027a")
        amina = world.person()
        accepted = world.registration(amina, scene.northlight)
        elsewhere = [
            world.registration(amina, scene.northlight, course=headship),
            world.registration(amina, scene.northlight, in_cohort="2027a"),
        ]
        accept(scene, accepted)
        assert {status(other) for other in elsewhere} == {Status.PENDING}
        accept(scene, elsewhere[1])
        assert status(elsewhere[1]) == Status.ACCEPTED

    def test_one_person_is_accepted_by_one_provider(self, scene: Scene):
        amina = world.person()
        first = imported(world.registration(amina, scene.northlight))
        accept(scene, first)
        second = imported(world.registration(amina, scene.meridian))
        assert objections(scene, second, scene.meridian) == [RefusalCode.ACCEPTED_ELSEWHERE]

    def test_somebody_elses_unverified_number_stands_in_nobodys_way(self, scene: Scene):
        claims = world.person("Claims It", trn="1234567")
        other = world.person("Other One", trn="1234567")
        accept(scene, world.registration(claims, scene.northlight))
        second = world.registration(other, scene.meridian)
        accept(scene, second, scene.meridian)
        assert status(second) == Status.ACCEPTED

    def test_a_verified_number_meets_itself_under_another_name(self, scene: Scene):
        unverified = world.person("Amina Clark", trn="1234567")
        accept(scene, world.registration(unverified, scene.northlight))
        verified = world.person("Amina Clarke", trn="1234567", verified=True)
        second = world.registration(verified, scene.meridian)
        assert objections(scene, second, scene.meridian) == [RefusalCode.ACCEPTED_ELSEWHERE]

    def test_a_place_withdrawn_from_does_not_count(self, scene: Scene):
        unverified = world.person("Amina Clark", trn="1234567")
        first = world.registration(unverified, scene.northlight)
        accept(scene, first)
        Enrolment.objects.filter(registration=first).update(training_status=TrainingStatus.WITHDRAWN)
        verified = world.person("Amina Clarke", trn="1234567", verified=True)
        second = world.registration(verified, scene.meridian)
        accept(scene, second, scene.meridian)
        assert status(second) == Status.ACCEPTED

    def test_a_place_taken_back_does_not_count(self, scene: Scene):
        amina = world.person()
        first = world.registration(amina, scene.northlight)
        accept(scene, first)
        reject_registration(by=scene.acting_for(scene.northlight), at=LATER, registration_id=first)
        second = world.registration(amina, scene.meridian)
        accept(scene, second, scene.meridian)
        assert status(second) == Status.ACCEPTED


class TestSchedules:
    SPRING_AND_AUTUMN = (world.schedule(world.SPRING, Season.SPRING), world.schedule(world.AUTUMN))

    def schedule(self, registration: UUID) -> str:
        return Enrolment.objects.get(registration=registration).schedule.identifier

    @pytest.fixture
    def registration(self, scene: Scene) -> UUID:
        world.cohort("2027a", schedules=(*self.SPRING_AND_AUTUMN, self.specialist()))
        world.offer(scene.northlight, in_cohort="2027a")
        return world.registration(world.person(), scene.northlight, in_cohort="2027a")

    def specialist(self):
        return world.schedule("npq-specialist-autumn", group=CourseGroup.SPECIALIST)

    @pytest.mark.parametrize(
        ("day", "schedule"),
        [
            (datetime(2026, 12, 25, 12, tzinfo=UTC), world.AUTUMN),
            (datetime(2026, 12, 26, 12, tzinfo=UTC), world.SPRING),
            (datetime(2027, 4, 2, 12, tzinfo=UTC), world.SPRING),
            (datetime(2027, 4, 2, 23, 30, tzinfo=UTC), world.AUTUMN),  # 3 April has begun in London
        ],
    )
    def test_the_london_day_of_acceptance_chooses(self, scene: Scene, registration: UUID, day, schedule):
        accept_registration(by=scene.acting_for(scene.northlight), at=day, registration_id=registration)
        assert self.schedule(registration) == schedule

    def test_the_provider_may_choose_another(self, scene: Scene, registration: UUID):
        accept(scene, registration, schedule=world.SPRING)
        assert self.schedule(registration) == world.SPRING

    def test_a_blank_choice_is_none(self, scene: Scene, registration: UUID):
        accept(scene, registration, schedule="")
        assert self.schedule(registration) == world.AUTUMN

    @pytest.mark.parametrize(
        ("asked", "objection"),
        [
            ("npq-ehco-june", RefusalCode.SCHEDULE_NOT_IN_COHORT),
            ("\x00", RefusalCode.SCHEDULE_NOT_IN_COHORT),
            ("npq-specialist-autumn", RefusalCode.SCHEDULE_NOT_FOR_COURSE),
        ],
    )
    def test_a_schedule_must_be_in_the_cohort_and_for_the_course(
        self, scene: Scene, registration: UUID, asked, objection
    ):
        assert objections(scene, registration, schedule=asked) == [objection]

    def test_a_cohort_without_a_schedule_for_the_day_says_so(self, scene: Scene):
        world.cohort("2027b", schedules=(self.specialist(),))
        world.offer(scene.northlight, in_cohort="2027b")
        registration = world.registration(world.person(), scene.northlight, in_cohort="2027b")
        assert objections(scene, registration) == [RefusalCode.SCHEDULE_UNDETERMINED]
        assert status(registration) == Status.PENDING


class TestFundedPlaces:
    @pytest.fixture
    def funded(self, db) -> tuple[Scene, UUID]:
        return self.registered(FundingMode.CAPPED, school=True)

    def registered(self, funding: FundingMode, *, school: bool) -> tuple[Scene, UUID]:
        scene = set_scene(funding=funding)
        pays = {} if school else {"funding_choice": "trust"}
        workplace = scene.school if school else None
        return scene, world.registration(world.person(), scene.northlight, workplace=workplace, **pays)

    @pytest.mark.parametrize("said", [True, False])
    def test_a_capped_cohort_keeps_what_was_said(self, funded, said):
        scene, registration = funded
        accept(scene, registration, funded_place=said)
        assert Enrolment.objects.get().funded_place is said
        assert EntitlementEntry.objects.exists() is said

    def test_a_capped_cohort_wants_to_be_told(self, funded):
        scene, registration = funded
        assert objections(scene, registration) == [RefusalCode.FUNDED_PLACE_MISSING]

    def test_somebody_who_is_not_eligible_gets_no_funded_place(self, db):
        scene, registration = self.registered(FundingMode.CAPPED, school=False)
        refused = objections(scene, registration, funded_place=True)
        assert refused == [RefusalCode.NOT_ELIGIBLE_FOR_FUNDED_PLACE]
        accept(scene, registration, funded_place=False)
        assert not EntitlementEntry.objects.exists()

    def test_the_decision_counts_as_it_was_made_but_nothing_is_paid_twice(self, funded):
        scene, first = funded
        world.cohort("2027a", funding=FundingMode.CAPPED)
        world.offer(scene.northlight, in_cohort="2027a")
        amina = Viewer.person(Registration.objects.get(id=first).person_id)
        second = world.registration(amina, scene.northlight, in_cohort="2027a", workplace=scene.school)
        accept(scene, first, funded_place=True)
        accept(scene, second, funded_place=True)
        assert status(second) == Status.ACCEPTED
        assert [entry.place for entry in EntitlementEntry.objects.all()] == [first]

    def test_an_unfunded_cohort_has_no_funded_places(self, db):
        scene, registration = self.registered(FundingMode.ZERO, school=False)
        objection = [RefusalCode.FUNDED_PLACE_IN_UNFUNDED_COHORT]
        assert objections(scene, registration) == objection
        assert objections(scene, registration, funded_place=True) == objection
        accept(scene, registration, funded_place=False)
        assert Enrolment.objects.get().funded_place is None


class TestApproval:
    def test_an_offer_may_wait_for_the_sponsor(self, scene: Scene):
        world.offer(scene.northlight, needs_approval=True)
        registration = world.registration(world.person(), scene.northlight)
        assert objections(scene, registration) == [RefusalCode.APPROVAL_NEEDED]
        approval = Registration.objects.get(id=registration).approvals.get()
        approve_registration(
            by=Viewer.sponsor(approval.id),
            at=AT,
            approval_id=approval.id,
            round=1,
            confirms=Confirmations(True, True, True),
            comment="",
        )
        accept(scene, registration)
        assert status(registration) == Status.ACCEPTED

    def test_most_offers_do_not(self, scene: Scene):
        registration = world.registration(world.person(), scene.northlight)
        accept(scene, registration)
        assert status(registration) == Status.ACCEPTED


def test_a_person_who_is_changed_meanwhile_is_read_anew(scene: Scene):
    """The number verified between looking and holding must count."""
    first = world.registration(world.person("Amina Clark", trn="1234567"), scene.northlight)
    accept(scene, first)
    later = world.person("Amina Clarke", trn="1234567")
    second = world.registration(later, scene.meridian)
    Person.objects.filter(id=later.person_id).update(trn_verified=True)
    assert objections(scene, second, scene.meridian) == [RefusalCode.ACCEPTED_ELSEWHERE]
