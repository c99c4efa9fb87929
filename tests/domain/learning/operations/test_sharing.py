"""One entry for one coach by a link: never for an employer, a provider or the department, and over when it is over."""

from datetime import timedelta
from uuid import UUID

import pytest

from npq.domain.enrolment.operations import reject_registration
from npq.domain.learning.kinds import MOST_SHARED_A_DAY, RefusalCode
from npq.domain.learning.models import LogEntry, PageDone, SharedEntry, Study, UnitDone
from npq.domain.learning.operations.log import (
    add_entry,
    change_entry,
    delete_entry,
    delete_log,
    redact_log,
)
from npq.domain.learning.operations.sharing import SHARED_FOR, forget_coaches, share_entry, stop_sharing
from npq.domain.learning.operations.studying import complete_page
from npq.domain.learning.queries.privacy import held_about, held_about_address
from npq.domain.learning.queries.sharing import coach_token, coaches_of, shared_text, shares_of
from npq.domain.people.models import Person
from npq.domain.people.operations import change_details
from npq.domain.registration.models import Approval, StoppedAddress
from npq.domain.registration.rules.sponsors import address_digest
from npq.gateways.email.models import KeptLetter
from npq.kernel.journal import entries_about
from npq.kernel.privacy import Kept
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.retention import RETENTION
from npq.kernel.signed_links import make_token
from tests import world
from tests.jobs import run_queued_jobs
from tests.world import AT, BY

ENTRY = UUID(int=41)
COL = "col.coach@coach.example"
LATER = AT + timedelta(hours=1)
OVER = AT + SHARED_FOR


@pytest.fixture
def entry(study, amina) -> UUID:
    add_entry(by=amina, at=AT, study_id=study, entry_id=ENTRY, text="I waited.", topic="trust-culture")
    return ENTRY


@pytest.fixture
def share(study, amina, entry):
    def share(email=COL, name="Col Coach", at=AT, entry_id=entry, by=amina) -> UUID:
        return share_entry(by=by, at=at, study_id=study, entry_id=entry_id, name=name, email=email)

    return share


@pytest.fixture
def letters():
    return lambda to: list(KeptLetter.objects.filter(to=to))


def read(share_id: UUID, at=LATER) -> str | None:
    found = shared_text(coach_token(share_id), at)
    return found.text if found else None


class TestSharing:
    def test_a_coach_reads_the_entry_as_it_is_now(self, share, study, amina):
        shared = share()
        found = shared_text(coach_token(shared), AT)
        assert found is not None
        assert (found.writer, found.topic, found.page) == ("Amina Clarke", "Trust culture", "")
        assert (found.text, found.shared_at, found.expires_at) == ("I waited.", AT, OVER)
        seen = LogEntry.objects.get().revision
        change_entry(by=amina, at=LATER, study_id=study, entry_id=ENTRY, text="I asked.", seen=seen)
        assert read(shared) == "I asked."

    def test_again_with_the_same_coach_does_nothing(self, share):
        assert share() == share(email=f" {COL.upper()}", name="Colin", at=LATER)
        assert SharedEntry.objects.count() == 1

    def test_the_letter_says_nothing_of_the_entry_and_goes_once(self, share, letters):
        share()
        share()
        run_queued_jobs()
        (letter,) = letters(COL)
        assert "I waited." not in letter.body
        assert "Amina Clarke" in letter.subject
        assert "31 January 2027" in letter.body

    def test_no_letter_goes_once_it_was_stopped(self, share, study, amina, letters):
        stop_sharing(by=amina, at=AT, study_id=study, share_id=share())
        run_queued_jobs()
        assert not letters(COL)

    def test_the_journal_holds_ids_only(self, share, study, amina):
        shared = share()
        stop_sharing(by=amina, at=LATER, study_id=study, share_id=shared)
        told = [(one.kind, one.facts) for one in entries_about("study", study)]
        facts = {"entry": str(ENTRY), "share": str(shared)}
        assert told == [("log_entry_shared", facts), ("log_entry_sharing_stopped", facts)]

    def test_only_so_many_a_day(self, share):
        for number in range(MOST_SHARED_A_DAY):
            share(email=f"coach.{number}@coach.example")
        with pytest.raises(Refusal) as refused:
            share(email="one.more@coach.example")
        assert refused.value.code is RefusalCode.TOO_MANY_SHARED
        assert share(email="one.more@coach.example", at=AT + timedelta(days=1, seconds=1))

    def test_somebody_else_s_is_not_found(self, share, study, zed, northlight):
        for by in (zed, world.staff(northlight)):
            with pytest.raises(NotFound):
                share(by=by)
            with pytest.raises(NotFound):
                stop_sharing(by=by, at=AT, study_id=study, share_id=UUID(int=7))
            assert not shares_of(by, study, AT)
            assert not coaches_of(by)
        with pytest.raises(NotFound):
            share(entry_id=UUID(int=9))
        assert not SharedEntry.objects.exists()


class TestNever:
    def address(self, of: str, amina, northlight, meridian) -> tuple[str, RefusalCode]:
        if of == "oneself":
            return "amina.c@oakfield.example", RefusalCode.COACH_IS_YOU
        if of == "the sponsor":
            return Approval.objects.get().sponsor_email, RefusalCode.COACH_IS_SPONSOR
        provider = northlight if of == "her provider" else meridian
        world.staff(provider, of.title())
        email = Person.objects.filter(roles__lead_provider=provider).latest("created_at", "id").email
        return email, RefusalCode.COACH_IS_STAFF

    @pytest.mark.parametrize("tagged", [False, True])
    @pytest.mark.parametrize("of", ["oneself", "the sponsor", "her provider", "another provider"])
    def test_with_them(self, of, tagged, share, amina, northlight, meridian):
        if of == "oneself":
            Person.objects.filter(id=amina.person_id).update(email="amina.c@oakfield.example")
        email, code = self.address(of, amina, northlight, meridian)
        local, _, domain = email.upper().partition("@")
        with pytest.raises(Refusal) as refused:
            share(email=f"{local}+COACH@{domain}" if tagged else f"{local}@{domain}")
        assert refused.value.code is code
        assert not SharedEntry.objects.exists()

    def test_one_who_becomes_sponsor_or_staff_reads_no_more(self, share):
        shared = share()
        assert read(shared) == "I waited."
        Approval.objects.update(sponsor_email=COL)
        assert read(shared) is None

    def test_one_who_told_us_not_to_write(self, share):
        StoppedAddress.objects.create(digest=address_digest(COL), stopped_at=AT)
        with pytest.raises(Refusal) as refused:
            share()
        assert refused.value.code is RefusalCode.COACH_WANTS_NO_MAIL


class TestEnding:
    def test_stopped_it_is_read_no_more_and_a_repeat_does_nothing(self, share, study, amina):
        shared = share()
        for at in (LATER, LATER + timedelta(hours=1)):
            stop_sharing(by=amina, at=at, study_id=study, share_id=shared)
        assert read(shared) is None
        assert SharedEntry.objects.get().stopped_at == LATER
        assert not shares_of(amina, study, LATER)

    def test_after_ninety_days_it_is_over_and_can_begin_again(self, share, amina):
        shared = share()
        assert read(shared, OVER - timedelta(seconds=1))
        assert read(shared, OVER) is None
        again = share(at=OVER)
        assert again != shared
        assert read(again, OVER) == "I waited."
        assert read(shared, OVER) is None
        assert [coach.email for coach in coaches_of(amina)] == [COL]

    def test_it_goes_with_the_entry(self, share, study, amina):
        shared = share()
        delete_entry(by=amina, at=LATER, study_id=study, entry_id=ENTRY)
        assert read(shared) is None
        assert not SharedEntry.objects.exists()

    def test_it_goes_with_the_place(self, share, place, northlight):
        shared = share()
        reject_registration(by=world.staff(northlight), at=LATER, registration_id=place)
        assert read(shared) is None

    @pytest.mark.parametrize("token", ["forged", "", make_token("shared-log-entry", share="x" * 36, more=1)])
    def test_a_forged_link_is_not_found(self, share, token):
        share()
        with pytest.raises(NotFound):
            shared_text(token, AT)

    def test_a_link_for_another_purpose_is_not_found(self, share):
        with pytest.raises(NotFound):
            shared_text(make_token("sponsor-approval", share=str(share())), AT)

    def test_the_sweep_is_right_late_and_twice(self, share, study, amina):
        long = timedelta(days=RETENTION[Kept.COACH].days)
        share()
        stop_sharing(by=amina, at=LATER, study_id=study, share_id=share(email="dot@coach.example"))
        assert forget_coaches(by=BY, at=LATER + long - timedelta(seconds=1)) == 0
        assert forget_coaches(by=BY, at=LATER + long) == 1
        assert forget_coaches(by=BY, at=OVER + long) == 1
        assert forget_coaches(by=BY, at=OVER + long) == 0
        assert LogEntry.objects.exists()

    def test_what_is_held_is_told_and_redacted(self, share, amina):
        share()
        told = held_about(amina, amina.person_id)
        assert [row.facts["coach_email"] for row in told if "coach_email" in row.facts] == [COL]
        (named,) = held_about_address(BY, COL.title())
        assert "I waited." not in str(named.facts)
        assert redact_log(by=BY, at=AT, person_id=amina.person_id) == 1
        assert not SharedEntry.objects.exists()


class TestDeletingAll:
    def test_the_words_go_and_what_was_studied_stays(self, share, study, amina):
        shared = share()
        add_entry(by=amina, at=AT, study_id=study, entry_id=UUID(int=42), text="Another.")
        complete_page(by=amina, at=AT, study_id=study, page="tc1-opening")
        before = Study.objects.values().get(), list(PageDone.objects.values()), UnitDone.objects.count()
        assert delete_log(by=amina, at=LATER, study_id=study) == 2
        assert not LogEntry.objects.exists()
        assert read(shared) is None
        assert before == (
            Study.objects.values().get(),
            list(PageDone.objects.values()),
            UnitDone.objects.count(),
        )

    def test_a_repeat_does_nothing(self, entry, study, amina):
        assert delete_log(by=amina, at=AT, study_id=study) == 1
        assert delete_log(by=amina, at=LATER, study_id=study) == 0
        told = [(one.kind, one.facts) for one in entries_about("study", study)]
        assert told == [("log_deleted", {"entries": 1})]

    def test_of_somebody_else_is_not_found(self, entry, study, zed, northlight):
        for by in (zed, world.staff(northlight)):
            with pytest.raises(NotFound):
                delete_log(by=by, at=AT, study_id=study)
        assert LogEntry.objects.count() == 1


def test_a_name_that_changes_is_the_one_the_coach_reads(share, amina):
    shared = share()
    change_details(
        by=amina, at=LATER, full_name="Amina Bell", date_of_birth=world.date(1979, 4, 12),
        teacher_reference_number="",
    )  # fmt: skip
    found = shared_text(coach_token(shared), LATER)
    assert found is not None
    assert found.writer == "Amina Bell"
