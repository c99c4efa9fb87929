from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from npq.domain.people.kinds import ProofOutcome, RefusalCode, SignInOutcome
from npq.domain.people.models import Doubt, Identity, Person
from npq.domain.people.operations import (
    ask_email_change,
    prove_same_person,
    sign_in_person,
    sign_out_everywhere,
    start_afresh,
)
from npq.domain.people.queries import open_email_change, recognise_sign_in, viewer_for_account
from npq.domain.people.rules import Way
from npq.kernel.journal import entries_about
from npq.kernel.refusals import Refusal
from npq.kernel.viewer import Viewer, ViewerKind
from tests.domain.people.people import AT, BORN, ByCode, by_code, by_openid

pytestmark = pytest.mark.usefixtures("db")

VISITOR = Viewer.visitor()
WRONG = date(1975, 1, 1)


def journal_of(person_id: UUID) -> list[str]:
    return [entry.kind for entry in entries_about("person", person_id)]


def test_the_first_sign_in_makes_a_person_and_the_next_finds_them() -> None:
    amina = by_code("Amina.Okafor@Oakfield.SCH.uk")
    first, second = amina.come_in(), amina.come_in(AT + timedelta(days=3))

    assert first.outcome is SignInOutcome.FIRST
    assert second.outcome is SignInOutcome.KNOWN
    assert first.person_id == second.person_id
    person = Person.objects.get()
    assert person.email == "amina.okafor@oakfield.sch.uk"
    assert person.created_at == person.significantly_updated_at == AT
    assert journal_of(person.id) == ["person_signed_in_first", "identity_opened"]


def test_two_people_are_two_people() -> None:
    assert by_code("amina@oakfield.uk").come_in().person_id != by_code("zed@elsewhere.uk").come_in().person_id


def test_an_address_nobody_has_checked_makes_no_person() -> None:
    with pytest.raises(Refusal) as refusal:
        sign_in_person(
            by=VISITOR,
            at=AT,
            email_verified=False,
            issuer="https://sign-in.example",
            subject="1",
            email="a@oak.uk",
        )
    assert refusal.value.code is RefusalCode.EMAIL_NOT_VERIFIED
    assert not Person.objects.exists()


def test_known_by_a_provider_whatever_the_address_says_now() -> None:
    first = by_openid("amina@oakfield.uk", "sub-1").come_in()
    again = sign_in_person(
        by=VISITOR,
        at=AT,
        issuer="https://sign-in.example",
        subject="sub-1",
        email="new@x.uk",
        email_verified=False,
    )
    assert again.person_id == first.person_id
    assert Person.objects.get().email == "amina@oakfield.uk"


def test_an_account_opens_its_person_and_a_stranger_opens_nobody(django_assert_num_queries) -> None:
    amina = by_code("amina@oakfield.uk")
    person_id = amina.come_in().person_id
    with django_assert_num_queries(1):
        assert viewer_for_account(UUID(amina.subject)) == Viewer.person(person_id)
    assert viewer_for_account(uuid4()).kind is ViewerKind.VISITOR


class TestSharedMailbox:
    """head@ is read by the head of the day. The next one inherits nothing."""

    @pytest.fixture
    def head(self) -> ByCode:
        return by_code("head@oakfield.sch.uk")

    @pytest.fixture
    def anna(self, head: ByCode) -> Viewer:
        return head.arrive(name="Anna Bell")

    def test_nobody_begins_there_without_something_to_be_known_by(self, head: ByCode) -> None:
        assert recognise_sign_in(Way(**head.way)) is SignInOutcome.BIRTHDAY_WANTED
        assert head.come_in().outcome is SignInOutcome.BIRTHDAY_WANTED
        with pytest.raises(Refusal) as refusal:
            head.come_in(born=date(2020, 1, 1))
        assert refusal.value.code is RefusalCode.DATE_OF_BIRTH_UNLIKELY
        assert not Person.objects.exists()
        assert head.come_in(born=BORN).outcome is SignInOutcome.FIRST
        assert Person.objects.get().date_of_birth == BORN

    def test_even_a_record_just_begun_is_not_inherited(self, head: ByCode) -> None:
        head.come_in(born=BORN)
        assert head.come_in(born=BORN).outcome is SignInOutcome.ASKED

    def test_whoever_comes_back_to_somebody_with_details_is_asked(self, head: ByCode, anna: Viewer) -> None:
        assert recognise_sign_in(Way(**head.way)) is SignInOutcome.ASKED
        signed_in = head.come_in()
        assert (signed_in.outcome, signed_in.person_id) == (SignInOutcome.ASKED, None)
        assert Doubt.objects.get().person_id == anna.person_id
        head.come_in()
        assert Doubt.objects.count() == 1

    def test_a_personal_address_is_not_asked(self) -> None:
        amina = by_code("amina@oakfield.sch.uk")
        amina.arrive(name="Amina Okafor")
        assert amina.come_in().outcome is SignInOutcome.KNOWN

    def test_the_date_of_birth_shows_it(self, head: ByCode, anna: Viewer) -> None:
        head.come_in()
        wrong = prove_same_person(by=VISITOR, at=AT, date_of_birth=WRONG, **head.way)
        right = prove_same_person(by=VISITOR, at=AT, date_of_birth=BORN, **head.way)
        assert (wrong.outcome, wrong.person_id, wrong.tries_left) == (ProofOutcome.WRONG, None, 2)
        assert (right.outcome, right.person_id) == (ProofOutcome.SAME, anna.person_id)
        assert journal_of(anna.person_id)[-2:] == ["same_person_asked", "same_person_shown"]
        assert Person.objects.count() == 1

    def test_wrong_answers_count_across_sessions_until_a_right_one(self, head: ByCode, anna: Viewer) -> None:
        for _ in range(2):
            head.come_in()
            prove_same_person(by=VISITOR, at=AT, date_of_birth=WRONG, **head.way)
        prove_same_person(by=VISITOR, at=AT, date_of_birth=BORN, **head.way)
        assert prove_same_person(by=VISITOR, at=AT, date_of_birth=WRONG, **head.way).tries_left == 2

    def test_the_third_wrong_answer_takes_the_address_away(self, head: ByCode, anna: Viewer) -> None:
        proofs = [prove_same_person(by=VISITOR, at=AT, date_of_birth=WRONG, **head.way) for _ in range(3)]
        assert [proof.outcome for proof in proofs] == [ProofOutcome.WRONG] * 2 + [
            ProofOutcome.TRIED_TOO_OFTEN
        ]
        assert proofs[-1].person_id is None
        self.has_lost_the_address(anna, head)

    def test_somebody_new_in_the_post_starts_afresh(self, head: ByCode, anna: Viewer) -> None:
        later = AT + timedelta(days=400)
        start_afresh(by=VISITOR, at=later, **head.way)
        self.has_lost_the_address(anna, head)
        assert Person.objects.get(id=anna.person_id).significantly_updated_at == later

    def has_lost_the_address(self, anna: Viewer, head: ByCode) -> None:
        before = Person.objects.get(id=anna.person_id)
        assert (before.full_name, before.email) == ("Anna Bell", None)
        assert not Identity.objects.filter(person=before, closed_at__isnull=True).exists()
        assert journal_of(before.id)[-2:] == ["address_lost", "identity_closed"]
        assert Doubt.objects.get().status == "another"
        assert viewer_for_account(UUID(head.subject)).kind is ViewerKind.VISITOR

        successor = by_code(head.email)
        assert successor.come_in().outcome is SignInOutcome.BIRTHDAY_WANTED
        after = Person.objects.get(id=successor.come_in(born=WRONG).person_id)
        assert after != before
        assert (after.full_name, after.email) == ("", "head@oakfield.sch.uk")

    def test_starting_afresh_twice_does_it_once(self, head: ByCode, anna: Viewer) -> None:
        start_afresh(by=VISITOR, at=AT, **head.way)
        entries = len(journal_of(anna.person_id))
        with pytest.raises(Refusal) as refusal:
            start_afresh(by=VISITOR, at=AT, **head.way)
        assert refusal.value.code is RefusalCode.ADDRESS_MOVED_ON
        assert len(journal_of(anna.person_id)) == entries

    def test_the_old_account_opens_nobody_even_with_a_code_sent_before(
        self, head: ByCode, anna: Viewer
    ) -> None:
        start_afresh(by=VISITOR, at=AT, **head.way)
        for born in (None, BORN):
            with pytest.raises(Refusal) as refusal:
                head.come_in(born=born)
            assert refusal.value.code is RefusalCode.ADDRESS_MOVED_ON
        assert Person.objects.count() == 1

    def test_nobody_is_asked_without_need(self) -> None:
        amina = by_code("amina@oakfield.uk")
        amina.arrive(name="Amina Okafor")
        for attempt in (
            lambda: start_afresh(by=VISITOR, at=AT, **amina.way),
            lambda: prove_same_person(by=VISITOR, at=AT, date_of_birth=BORN, **amina.way),
        ):
            with pytest.raises(Refusal) as refusal:
                attempt()
            assert refusal.value.code is RefusalCode.SAME_PERSON_NOT_ASKED

    def test_nobody_moves_there_without_a_date_of_birth(self) -> None:
        amina = by_code("amina@oakfield.uk").arrive()
        with pytest.raises(Refusal) as refusal:
            ask_email_change(by=amina, at=AT, new_email="office@oakfield.uk")
        assert refusal.value.code is RefusalCode.DATE_OF_BIRTH_FIRST

    def test_a_change_of_address_under_way_ends_with_the_address(self, head: ByCode, anna: Viewer) -> None:
        ask_email_change(by=anna, at=AT, new_email="anna.bell@oakfield.sch.uk")
        start_afresh(by=VISITOR, at=AT, **head.way)
        assert open_email_change(anna, AT) is None


class TestAnotherWayIn:
    """The service changes from codes to an OpenID provider, or somebody has two accounts there."""

    def test_details_are_not_inherited_by_an_address(self) -> None:
        amina = by_code("amina@oakfield.uk").arrive(name="Amina Okafor")
        vouched = by_openid("amina@oakfield.uk", "sub-1")
        assert vouched.come_in().outcome is SignInOutcome.ASKED

        proof = prove_same_person(by=VISITOR, at=AT, date_of_birth=BORN, **vouched.way)
        assert proof.person_id == amina.person_id
        assert vouched.come_in().person_id == amina.person_id
        assert Identity.objects.filter(person_id=amina.person_id, closed_at__isnull=True).count() == 2

    def test_without_details_the_address_goes_over(self) -> None:
        before = by_code("amina@oakfield.uk").come_in().person_id
        after = by_openid("amina@oakfield.uk", "sub-1").come_in()
        assert after.outcome is SignInOutcome.FIRST
        assert after.person_id != before
        assert Person.objects.get(id=before).email is None

    def test_somebody_else_at_the_address_starts_afresh_and_keeps_their_way_in(self) -> None:
        by_code("amina@oakfield.uk").arrive(name="Amina Okafor")
        vouched = by_openid("amina@oakfield.uk", "sub-1")
        vouched.come_in()
        start_afresh(by=VISITOR, at=AT, **vouched.way)
        begun = vouched.come_in()
        assert begun.outcome is SignInOutcome.FIRST
        assert vouched.come_in().person_id == begun.person_id

    def test_a_code_account_nobody_uses_cannot_take_an_address_in_use(self) -> None:
        by_code("amina@oakfield.uk").come_in()
        with pytest.raises(Refusal) as refusal:
            by_code("amina@oakfield.uk").come_in()
        assert refusal.value.code is RefusalCode.ADDRESS_MOVED_ON


def test_signing_out_everywhere_is_written_down() -> None:
    amina = by_code("amina@oakfield.uk").arrive()
    sign_out_everywhere(by=amina, at=AT)
    assert journal_of(amina.person_id)[-1] == "signed_out_everywhere"


def test_the_journal_knows_no_address_and_no_name() -> None:
    head = by_code("head@oakfield.sch.uk")
    anna = head.arrive(name="Anna Bell")
    start_afresh(by=VISITOR, at=AT, **head.way)
    for entry in entries_about("person", anna.person_id):
        assert not {"head@oakfield.sch.uk", "Anna Bell", "1980-05-17"} & {
            str(fact) for fact in entry.facts.values()
        }
