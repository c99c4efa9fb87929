"""Everything about one person can be told, and ends: looked for in every table there is."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from npq.domain.enrolment.operations import accept_registration, reject_registration
from npq.domain.people.kinds import JournalKind
from npq.domain.people.models import EmailChange, Identity, Person, RoleHeld
from npq.domain.people.operations import ask_email_change, change_details
from npq.domain.people.operations.redaction import redact_person
from npq.domain.registration.kinds import ProviderReason
from npq.domain.registration.models import Approval, Draft, Interest, Registration, StoppedAddress
from npq.domain.registration.operations.drafts import save_answers, start_draft
from npq.domain.registration.operations.interest import ask_to_be_told, confirm_interest
from npq.domain.registration.operations.sponsor_answers import decline_registration, disown_registration
from npq.jobs import privacy
from npq.kernel.journal import entries_about
from npq.kernel.privacy import Kept
from npq.kernel.refusals import NotFound
from npq.kernel.retention import RETENTION
from npq.kernel.viewer import Viewer
from tests import world
from tests.jobs import run_queued_jobs
from tests.world import AT, BY, NPQEL

pytestmark = pytest.mark.django_db

HERS = (
    "Wilhelmina Quist",
    "wilhelmina@quist.example",
    "1979-04-12",
    "7654321",
    "Quistfield",
    "Quist's manager",
)
SPONSORS = ("Otto Zweig", "otto@zweig.example", "a comment by Otto")


@pytest.fixture
def northlight(clock) -> UUID:
    world.qualification()
    world.cohort()
    return world.offer(world.lead_provider())


@pytest.fixture
def willa(northlight) -> Viewer:
    """Somebody known in every way: registered, declined by her sponsor, rejected with a note, with a draft and a wish."""
    willa = world.person(HERS[0], email=HERS[1], trn="7654321")
    assert willa.person_id is not None
    registration = world.registration(
        willa,
        northlight,
        employer_name="Quistfield School",
        employment_role="Quist's manager",
        sponsor_name=SPONSORS[0],
        sponsor_email=SPONSORS[1],
    )
    approval = Approval.objects.get(registration=registration)
    sponsor = Viewer.sponsor(approval.id)
    decline_registration(by=sponsor, at=AT, approval_id=approval.id, round=1, comment=SPONSORS[2])
    reject_registration(
        by=world.staff(northlight),
        at=AT,
        registration_id=registration,
        reason=ProviderReason.OTHER,
        note="Wilhelmina Quist has moved to Quistfield",
    )
    draft = start_draft(by=willa, at=AT)
    save_answers(
        by=willa, at=AT, draft_id=draft, question="name", answers={"full_name": "Wilhelmina Quist II"}, seen=0
    )
    ask_to_be_told(by=Viewer.visitor(), at=AT, qualification=NPQEL, email=HERS[1])
    ask_email_change(by=willa, at=AT, new_email="willa@quist.example")
    run_queued_jobs()
    return willa


def tables_that_say(words: str) -> set[str]:
    """The tables in which these words stand anywhere, in any column."""
    with connection.cursor() as cursor:
        found = set()
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT EXISTS (SELECT FROM "{table}" AS row WHERE row::text ILIKE %s)', [f"%{words}%"]
            )
            if cursor.fetchone() == (True,):
                found.add(table)
        return found


class TestTelling:
    def test_a_person_is_told_every_row(self, willa):
        rows = privacy.everything_about(BY, willa.person_id)
        assert {row.what for row in rows} >= {
            "Who you are",
            "A way you sign in",
            "A change of your email address",
            "A registration",
            "A sponsor you named, and the answer",
            "Answers you have not sent yet",
            "A decision who pays",
            "Asking to hear when registration opens",
            "A letter to you",
        }
        told = str([row.facts for row in rows])
        assert all(words in told for words in (*HERS, *SPONSORS))

    def test_every_table_that_names_the_person_is_told_of(self, willa):
        told = str([row.facts for row in privacy.everything_about(BY, willa.person_id)])
        assert tables_that_say("quist") == {
            "people_person",
            "people_emailchange",
            "registration_registration",
            "registration_draft",
            "registration_interest",
            "email_keptletter",
        }
        assert told.count("Quist") > 5

    def test_the_journal_and_the_queue_name_nobody(self, willa):
        for words in (*HERS, *SPONSORS):
            assert not tables_that_say(words) & {"kernel_entry", "procrastinate_jobs", "email_dispatch"}

    def test_what_happened_is_told_too(self, willa):
        rows = privacy.everything_about(BY, willa.person_id)
        kinds = {entry.kind for entry in privacy.everything_done(BY, willa.person_id, rows)}
        assert {
            "person_signed_in_first",
            "registration_submitted",
            "sponsor_declined",
            "registration_rejected",
        } <= kinds

    def test_nobody_is_told_of_another(self, willa, northlight):
        zed = world.person("Zed Stranger")
        staff = world.staff(northlight)
        for other in (zed, staff, Viewer.visitor()):
            for holder in privacy.HOLDERS:
                with pytest.raises(NotFound):
                    holder(other, willa.person_id)
        assert privacy.everything_about(BY, zed.person_id)
        assert "Quist" not in str(privacy.everything_about(BY, zed.person_id))

    def test_a_person_is_told_of_themselves(self, willa):
        for holder in privacy.HOLDERS:
            holder(willa, willa.person_id)

    def test_a_sponsor_is_told_by_their_address(self, willa):
        rows = privacy.everything_about_address(BY, "Otto@Zweig.example")
        assert [row.what for row in rows] == ["Being named as a sponsor", "A letter to you"]

    def test_every_row_with_reasons_gives_them_for_its_personal_fields(self, willa):
        for row in privacy.everything_about(BY, willa.person_id):
            assert row.why.keys() <= row.facts.keys()


class TestRedacting:
    def redact(self, willa, at=AT + timedelta(days=1)):
        privacy.redact(by=BY, at=at, person_id=willa.person_id)

    def test_nothing_says_who_they_were_any_more_but_letters_a_demonstration_keeps(self, willa):
        self.redact(willa)
        for words in (*SPONSORS, "Quist", "7654321"):
            assert tables_that_say(words) <= {"email_keptletter"}
        assert Person.objects.get(id=willa.person_id).date_of_birth is None

    def test_what_was_decided_stays(self, willa):
        before = Registration.objects.values(
            "id", "status", "decision_id", "changed_at", "provider_reason"
        ).get()
        self.redact(willa)
        assert (
            Registration.objects.values("id", "status", "decision_id", "changed_at", "provider_reason").get()
            == before
        )
        [entry] = [
            e for e in entries_about("person", willa.person_id) if e.kind == JournalKind.PERSON_REDACTED
        ]
        assert entry.facts == {}

    def test_a_redacted_person_signs_in_no_more(self, willa):
        self.redact(willa)
        assert not Identity.objects.filter(person=willa.person_id, closed_at=None).exists()
        assert not EmailChange.objects.filter(person=willa.person_id).exists()
        with pytest.raises(NotFound):
            change_details(
                by=willa, at=AT, full_name="Again", date_of_birth=None, teacher_reference_number=""
            )

    def test_staff_act_for_nobody_afterwards(self, northlight):
        staff = world.staff(northlight)
        self.redact(staff)
        assert RoleHeld.objects.get(person=staff.person_id).ended_at is not None

    def test_the_same_address_is_somebody_new(self, willa):
        self.redact(willa)
        again = world.person("Wilhelmina Quist", email=HERS[1])
        assert again.person_id != willa.person_id

    def test_a_repeat_does_nothing(self, willa):
        self.redact(willa)
        before = Person.objects.values().get(id=willa.person_id)
        self.redact(willa, at=AT + timedelta(days=2))
        assert Person.objects.values().get(id=willa.person_id) == before

    def test_a_half_is_finished_by_a_repeat(self, willa):
        redact_person(by=BY, at=AT, person_id=willa.person_id)
        self.redact(willa)
        assert not tables_that_say("Quist's manager")

    def test_nobody_unknown(self, northlight):
        with pytest.raises(NotFound):
            privacy.redact(by=BY, at=AT, person_id=UUID(int=1))


def after(kept: Kept, **more: float):
    """The instant at which what began to count at AT has been kept long enough, and so much later."""
    return AT + timedelta(days=RETENTION[kept].days) + timedelta(**more)


class TestExpiring:
    @pytest.mark.parametrize(
        ("kept", "model"),
        [(Kept.DRAFT, Draft), (Kept.UNCONFIRMED_INTEREST, Interest)],
    )
    def test_rows_go_on_their_day_and_not_before(self, willa, kept, model):
        sweep = privacy.SWEEPS[kept]
        assert sweep(by=BY, at=after(kept, seconds=-1)) == 0
        assert model.objects.count() == 1
        assert sweep(by=BY, at=after(kept)) == 1
        assert sweep(by=BY, at=after(kept)) == 0
        assert not model.objects.exists()

    def test_a_confirmed_wish_stays_longer(self, willa):
        confirm_interest(by=Viewer.visitor(), at=AT, interest_id=Interest.objects.get().id)
        sweep = privacy.SWEEPS[Kept.INTEREST]
        assert sweep(by=BY, at=after(Kept.UNCONFIRMED_INTEREST, days=1)) == 0
        assert sweep(by=BY, at=after(Kept.INTEREST)) == 1

    def test_a_sponsor_s_details_are_blanked_and_the_answer_stays(self, willa):
        sweep = privacy.SWEEPS[Kept.SPONSOR]
        assert sweep(by=BY, at=after(Kept.SPONSOR, seconds=-1)) == 0
        assert sweep(by=BY, at=after(Kept.SPONSOR)) == 1
        assert sweep(by=BY, at=after(Kept.SPONSOR)) == 0
        approval = Approval.objects.get()
        assert (approval.sponsor_name, approval.sponsor_email, approval.comment) == ("", "", "")
        assert approval.status == "declined"
        assert approval.answered_at == AT

    def test_a_sponsor_who_never_answered_counts_from_the_end_of_the_wait(self, northlight):
        world.registration(world.person(), northlight)
        expires_at = Approval.objects.get().expires_at
        sweep = privacy.SWEEPS[Kept.SPONSOR]
        over = timedelta(days=RETENTION[Kept.SPONSOR].days)
        assert sweep(by=BY, at=expires_at + over - timedelta(seconds=1)) == 0
        assert sweep(by=BY, at=expires_at + over) == 1

    def test_a_stopped_address_is_forgotten_after_very_long(self, northlight):
        world.registration(world.person(), northlight)
        approval = Approval.objects.get()
        disown_registration(by=Viewer.sponsor(approval.id), at=AT, approval_id=approval.id, round=1)
        assert StoppedAddress.objects.count() == 1
        assert Approval.objects.get().sponsor_email == ""
        sweep = privacy.SWEEPS[Kept.STOPPED_ADDRESS]
        assert sweep(by=BY, at=after(Kept.STOPPED_ADDRESS, seconds=-1)) == 0
        assert sweep(by=BY, at=after(Kept.STOPPED_ADDRESS)) == 1

    def test_an_old_sign_in_and_an_old_change_of_address(self, willa):
        Identity.objects.filter(person=willa.person_id).update(closed_at=AT)
        ends = EmailChange.objects.get().expires_at
        sweep = privacy.SWEEPS[Kept.SIGN_IN]
        assert sweep(by=BY, at=after(Kept.SIGN_IN, seconds=-1)) == 0
        assert sweep(by=BY, at=after(Kept.SIGN_IN) + (ends - AT)) == 2
        assert Identity.objects.get(person=willa.person_id).subject == ""
        assert sweep(by=BY, at=after(Kept.SIGN_IN) + (ends - AT)) == 0

    def test_a_sign_in_in_use_stays(self, willa):
        privacy.SWEEPS[Kept.SIGN_IN](by=BY, at=after(Kept.SIGN_IN, days=1000))
        assert Identity.objects.get(person=willa.person_id).subject != ""

    def test_somebody_who_registered_is_kept_for_long(self, willa):
        assert privacy.forget_people(by=BY, at=after(Kept.WHILE_REGISTERED, seconds=-1)) == 0
        assert Person.objects.get(id=willa.person_id).redacted_at is None

    def test_people_go_on_their_day(self, willa):
        at = after(Kept.WHILE_REGISTERED)
        privacy.forget_people(by=BY, at=at)
        assert Person.objects.get(id=willa.person_id).redacted_at == at
        assert not tables_that_say("Quistfield")

    def test_somebody_who_never_registered_goes_sooner(self, northlight):
        idle = world.person("Idle Hand")
        assert privacy.forget_people(by=BY, at=after(Kept.NEVER_REGISTERED, seconds=-1)) == 0
        assert privacy.forget_people(by=BY, at=after(Kept.NEVER_REGISTERED)) == 1
        assert privacy.forget_people(by=BY, at=after(Kept.NEVER_REGISTERED)) == 0
        assert Person.objects.get(id=idle.person_id).full_name == ""

    def test_who_acts_for_an_organisation_stays(self, northlight):
        staff = world.staff(northlight)
        assert privacy.forget_people(by=BY, at=after(Kept.WHILE_REGISTERED, days=1000)) == 0
        RoleHeld.objects.filter(person=staff.person_id).update(ended_at=after(Kept.NEVER_REGISTERED))
        assert privacy.forget_people(by=BY, at=after(Kept.NEVER_REGISTERED, days=364)) == 0
        assert privacy.forget_people(by=BY, at=after(Kept.NEVER_REGISTERED, days=365)) == 1

    def test_somebody_on_the_course_stays(self, northlight):
        amina = world.person()
        registration = world.registration(amina, northlight)
        accept_registration(by=world.staff(northlight), at=AT, registration_id=registration)
        privacy.forget_what_is_over(by=BY, at=AT + timedelta(days=5 * 365))
        assert Person.objects.get(id=amina.person_id).full_name == "Amina Clarke"

    def test_all_at_once_says_how_much_each_had_to_do(self, willa):
        counts = privacy.forget_what_is_over(by=BY, at=after(Kept.WHILE_REGISTERED))
        assert counts == {
            "forget_drafts": 1,
            "forget_sponsors": 1,
            "forget_interests": 1,
            "forget_stopped_addresses": 0,
            "forget_people": 1,
            "forget_sign_ins": 0,
            "forget_letters": 7,
            "forget_log_entries": 0,
            "forget_messages": 0,
            "forget_coaches": 0,
            "forget_training_reasons": 0,
            "forget_access": 0,
            "forget_access_requests": 0,
            "forget_conversations": 0,
            "forget_scripts": 0,
            "forget_displays": 0,
        }
        again = privacy.forget_what_is_over(by=BY, at=after(Kept.WHILE_REGISTERED))
        assert set(again.values()) == {0}
