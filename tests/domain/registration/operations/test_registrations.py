from datetime import timedelta
from uuid import uuid4

import pytest

from npq.domain.catalogue.operations import close_offer
from npq.domain.enrolment.operations import accept_registration
from npq.domain.funding.kinds import Outcome, Reason
from npq.domain.funding.models import Decision
from npq.domain.people.models import Person
from npq.domain.registration.kinds import ApprovalStatus, RefusalCode, Status
from npq.domain.registration.models import Approval, Draft, Registration
from npq.domain.registration.operations.drafts import save_answers, start_draft
from npq.domain.registration.operations.registrations import (
    change_registration,
    submit_registration,
    withdraw_registration,
)
from npq.domain.registration.operations.sponsor_answers import Confirmations, approve_registration
from npq.domain.registration.rules.answers import NOTICE_VERSION
from npq.kernel import journal
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer
from tests import world
from tests.domain.registration.conftest import approval_of, row
from tests.jobs import queued_jobs
from tests.world import AT, COHORT, NPQEL

LATER = AT + timedelta(days=3)


class TestSubmitting:
    def test_a_registration_carries_the_decision_and_asks_the_sponsor(self, amina, northlight):
        made = row(world.registration(amina, northlight, workplace=world.school()))
        assert made.status == Status.PENDING
        assert (made.decision.outcome, made.decision.reason) == (Outcome.FUNDED, Reason.FUNDED)
        assert made.decision.facts["workplace"]["urn"] == made.workplace_id
        assert approval_of(made.id).status == ApprovalStatus.ASKED
        assert queued_jobs() == ["registration.ask_sponsor", "registration.tell_submitted"]
        assert not Draft.objects.exists()

    def test_the_journal_holds_no_names(self, amina, northlight):
        made = world.registration(amina, northlight)
        entry = journal.entries_about("registration", made)[0]
        assert entry.kind == "registration_submitted"
        assert "Clarke" not in str(entry.facts)
        assert "oakfield" not in str(entry.facts).lower()

    def test_the_same_draft_twice_is_one_registration(self, amina, northlight):
        first = world.registration(amina, northlight)
        draft = row(first).draft
        assert submit_registration(by=amina, at=LATER, draft_id=draft) == first
        assert Registration.objects.count() == 1
        assert len(queued_jobs()) == 2

    def test_an_answer_that_is_no_longer_asked_for_does_not_count(self, amina, northlight):
        made = row(
            world.registration(
                amina,
                northlight,
                workplace=world.school(),
                employer_name="Left from before",
                funding_choice="self",
            )
        )
        assert made.employer_name == ""
        assert made.funding_choice is None

    def test_who_pays_is_kept_where_the_place_is_not_funded(self, amina, northlight):
        independent = world.school(type_code="11", type_name="Other independent school")
        made = row(world.registration(amina, northlight, workplace=independent, funding_choice="trust"))
        assert made.decision.reason == Reason.INELIGIBLE_ESTABLISHMENT_TYPE
        assert made.funding_choice == "trust"

    def test_the_details_are_the_persons_own_from_then_on(self, amina, northlight):
        world.registration(
            amina, northlight, full_name="Amina Clarke-Osei", teacher_reference_number="1234567"
        )
        person = Person.objects.get(id=amina.person_id)
        assert (person.full_name, person.teacher_reference_number) == ("Amina Clarke-Osei", "1234567")

    @pytest.mark.parametrize(
        ("answers", "code"),
        [
            ({"works_in_england": None}, RefusalCode.DRAFT_INCOMPLETE),
            ({"notice_version": None}, RefusalCode.DRAFT_INCOMPLETE),
            ({"cohort": str(uuid4())}, RefusalCode.COHORT_NOT_OPEN),
            ({"lead_provider": str(uuid4())}, RefusalCode.PROVIDER_DOES_NOT_OFFER),
            ({"workplace_not_listed": False, "workplace_urn": 999999}, RefusalCode.WORKPLACE_UNKNOWN),
        ],
    )
    def test_what_cannot_be_is_refused_and_the_draft_stays(self, amina, northlight, answers, code):
        with pytest.raises(Refusal) as refused:
            world.registration(amina, northlight, **answers)
        assert refused.value.code is code
        assert Draft.objects.count() == 1
        assert not Registration.objects.exists()
        assert not Decision.objects.exists()

    def test_a_closed_school_is_no_workplace(self, amina, northlight):
        closed = world.school(status_code="2", status_name="Closed")
        with pytest.raises(Refusal) as refused:
            world.registration(amina, northlight, workplace=closed)
        assert refused.value.code is RefusalCode.WORKPLACE_CLOSED

    def test_a_cohort_that_has_closed_takes_nobody(self, amina, northlight):
        with pytest.raises(Refusal) as refused:
            world.registration(amina, northlight, at=AT + timedelta(days=181))
        assert refused.value.code is RefusalCode.COHORT_NOT_OPEN

    def test_an_offer_that_has_closed_takes_nobody(self, amina, northlight):
        close_offer(by=world.BY, at=AT, qualification=NPQEL, cohort=COHORT, lead_provider_id=northlight)
        with pytest.raises(Refusal) as refused:
            world.registration(amina, northlight)
        assert refused.value.code is RefusalCode.PROVIDER_DOES_NOT_OFFER

    def test_one_live_registration_for_a_course_and_cohort(self, amina, northlight, meridian, registered):
        with pytest.raises(Refusal) as refused:
            world.registration(amina, meridian)
        assert refused.value.code is RefusalCode.ALREADY_REGISTERED
        assert refused.value.facts["registration"] == registered

    def test_after_withdrawing_one_may_register_again(self, amina, northlight, registered):
        withdraw_registration(by=amina, at=AT, registration_id=registered)
        assert row(world.registration(amina, northlight)).status == Status.PENDING

    def test_another_persons_draft_is_not_found(self, amina, zed, northlight):
        draft = start_draft(by=amina, at=AT)
        with pytest.raises(NotFound):
            submit_registration(by=zed, at=AT, draft_id=draft)

    def test_nobody_is_their_own_sponsor(self, northlight):
        amina = world.person(email="amina.clarke@oakfield.example")
        with pytest.raises(Refusal) as refused:
            world.registration(amina, northlight, sponsor_email="Amina.Clarke+npq@Oakfield.example")
        assert refused.value.code is RefusalCode.SPONSOR_IS_APPLICANT

    def test_once_funded_is_funded_once(self, amina, northlight, registered):
        accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
        world.cohort("2027a")
        world.offer(northlight, in_cohort="2027a")
        again = row(
            world.registration(
                amina, northlight, in_cohort="2027a", workplace=world.school(), funding_choice="self"
            )
        )
        # The first place was for a school the register lacks, so it took no funded place.
        assert again.decision.reason == Reason.FUNDED


class TestChanging:
    def test_another_provider_closes_the_record_and_opens_a_new_one(self, amina, registered, meridian):
        moved = world.change(amina, registered, at=LATER, lead_provider=str(meridian))
        old, new = row(registered), row(moved)
        assert moved != registered
        assert (old.status, new.status) == (Status.REPLACED, Status.PENDING)
        assert old.changed_at == LATER
        assert new.replaces_id == registered
        assert old.person_id == new.person_id

    def test_the_sponsors_answer_goes_along_to_another_provider(self, amina, registered, meridian):
        approval = approval_of(registered)
        approve_registration(
            by=Viewer.sponsor(approval.id), at=AT, approval_id=approval.id, round=1,
            confirms=Confirmations(True, True, True), comment="",
        )  # fmt: skip
        moved = world.change(amina, registered, at=LATER, lead_provider=str(meridian))
        assert approval_of(moved).status == ApprovalStatus.APPROVED
        assert approval_of(moved).id == approval.id

    def test_another_workplace_stays_in_the_record_and_asks_the_sponsor_anew(self, amina, registered):
        asked = approval_of(registered).id
        answers = {"workplace_urn": world.school(), "workplace_not_listed": False}
        assert world.change(amina, registered, at=LATER, **answers) == registered
        changed = row(registered)
        assert changed.workplace_id == 100001
        assert changed.changed_at == LATER
        assert changed.decision.cause == "changed"
        assert approval_of(registered).id != asked
        assert Approval.objects.get(id=asked).status == ApprovalStatus.REPLACED

    def test_the_first_decision_is_kept_beside_the_second(self, amina, registered):
        first = row(registered).decision_id
        world.change(amina, registered, workplace_urn=world.school(), workplace_not_listed=False)
        assert Decision.objects.filter(id=first).exists()
        assert row(registered).decision_id != first

    def test_the_same_change_twice_is_one(self, amina, registered, meridian):
        moved = world.change(amina, registered, lead_provider=str(meridian))
        assert change_registration(by=amina, at=LATER, draft_id=row(moved).draft) == moved
        assert Registration.objects.count() == 2

    @pytest.mark.parametrize("answers", [{}, {"teacher_reference_number": ""}, {"funding_choice": "trust"}])
    def test_where_nothing_differs_nothing_happens(self, amina, registered, answers):
        before, letters = Registration.objects.filter(id=registered).values().get(), queued_jobs()
        entries = journal.entries_about("registration", registered)
        with pytest.raises(Refusal) as refused:
            world.change(amina, registered, at=LATER, **answers)
        assert refused.value.code is RefusalCode.NOTHING_CHANGED
        assert Registration.objects.values().get() == before
        assert queued_jobs() == letters
        assert journal.entries_about("registration", registered) == entries

    def test_another_name_of_ones_own_is_a_change_that_asks_nobody(self, amina, registered):
        asked = approval_of(registered).id
        assert world.change(amina, registered, at=LATER, full_name="Amina Clarke-Osei") == registered
        assert Person.objects.get(id=amina.person_id).full_name == "Amina Clarke-Osei"
        assert row(registered).changed_at == LATER
        assert approval_of(registered).id == asked

    def test_another_name_at_the_sponsors_address_is_another_sponsor(self, amina, registered):
        world.change(amina, registered, at=LATER, sponsor_name="Ben Osei")
        approval = approval_of(registered)
        assert (approval.sponsor_name, approval.asked_at) == ("Ben Osei", LATER)
        assert Approval.objects.filter(status=ApprovalStatus.REPLACED).count() == 1

    def test_the_notice_that_was_read_last_is_kept(self, amina, registered):
        Registration.objects.update(notice_version="2020-01")
        world.change(amina, registered, workplace_urn=world.school(), workplace_not_listed=False)
        assert row(registered).notice_version == NOTICE_VERSION

    def test_a_change_that_cannot_be_leaves_everything_as_it_was(self, amina, registered):
        with pytest.raises(Refusal):
            world.change(amina, registered, lead_provider=str(uuid4()))
        assert row(registered).status == Status.PENDING
        assert Registration.objects.count() == 1


class TestWithdrawing:
    def test_withdrawing_ends_it_and_lets_the_sponsor_go(self, amina, registered):
        withdraw_registration(by=amina, at=LATER, registration_id=registered)
        assert row(registered).status == Status.WITHDRAWN
        assert row(registered).changed_at == LATER
        assert Approval.objects.get(registration=registered).status == ApprovalStatus.REPLACED
        assert {"registration.release_sponsor", "registration.tell_withdrawn"} <= set(queued_jobs())

    def test_withdrawing_twice_is_withdrawing(self, amina, registered):
        withdraw_registration(by=amina, at=LATER, registration_id=registered)
        before = queued_jobs()
        withdraw_registration(by=amina, at=LATER, registration_id=registered)
        assert queued_jobs() == before

    def test_an_accepted_place_is_not_withdrawn_like_this(self, amina, registered, northlight):
        accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
        with pytest.raises(Refusal) as refused:
            withdraw_registration(by=amina, at=LATER, registration_id=registered)
        assert refused.value.code is RefusalCode.NOT_PENDING

    def test_a_stranger_withdraws_nothing(self, zed, registered):
        with pytest.raises(NotFound):
            withdraw_registration(by=zed, at=LATER, registration_id=registered)


def test_a_long_answer_is_refused_by_the_database_and_nothing_is_lost(amina, northlight):
    draft = start_draft(by=amina, at=AT)
    save_answers(
        by=amina, at=AT, draft_id=draft, question="employer", answers={"employer_name": "x" * 120}, seen=0
    )
    assert Draft.objects.get(id=draft).answers["employer_name"] == "x" * 120
