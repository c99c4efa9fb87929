from datetime import timedelta
from uuid import uuid4

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from npq.domain.people.kinds import CodesOutcome, RefusalCode
from npq.domain.people.models import EmailChange, Person
from npq.domain.people.operations import (
    ask_email_change,
    cancel_email_change,
    confirm_email_change,
    give_role,
)
from npq.domain.people.queries import details_of, open_email_change
from npq.domain.people.queries.email_codes import NEW, OLD, email_code
from npq.domain.people.tasks import (
    forget_unused_accounts,
    move_account_address,
    send_email_code_to_new,
    send_email_code_to_old,
    tell_email_changed,
)
from npq.gateways.email.models import KeptLetter
from npq.gateways.sign_in.models import Account
from npq.kernel.journal import entries_about
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import RoleKind, Viewer
from tests.domain.people.people import AT, BORN, by_code

pytestmark = pytest.mark.usefixtures("db")

LATER = AT + timedelta(minutes=10)
TOO_LATE = AT + timedelta(minutes=30)


@pytest.fixture
def amina() -> Viewer:
    return by_code("amina@oakfield.uk").arrive()


def ask(viewer: Viewer, new_email: str = "amina@trust.uk") -> EmailChange:
    ask_email_change(by=viewer, at=AT, new_email=new_email)
    return EmailChange.objects.get(person_id=viewer.person_id, status="open")


def confirm(viewer: Viewer, change: EmailChange, *, old: str = "", new: str = "", at=LATER) -> CodesOutcome:
    return confirm_email_change(
        by=viewer,
        at=at,
        old_code=old or email_code(change.id, OLD),
        new_code=new or email_code(change.id, NEW),
    )


def refused(function, *args, **kwargs) -> RefusalCode:
    with pytest.raises(Refusal) as refusal:
        function(*args, **kwargs)
    return refusal.value.code


def test_both_codes_change_the_address(amina: Viewer) -> None:
    change = ask(amina)
    assert confirm(amina, change) is CodesOutcome.CHANGED
    person = Person.objects.get()
    assert person.email == "amina@trust.uk"
    assert person.significantly_updated_at == LATER
    assert [e.kind for e in entries_about("person", person.id)][-2:] == [
        "email_change_asked",
        "email_changed",
    ]
    assert refused(confirm, amina, change) is RefusalCode.EMAIL_CHANGE_NOT_OPEN


def test_one_end_is_not_enough(amina: Viewer) -> None:
    change = ask(amina)
    assert email_code(change.id, OLD) != email_code(change.id, NEW)
    assert confirm(amina, change, new=email_code(change.id, OLD)) is CodesOutcome.WRONG
    assert confirm(amina, change, old=email_code(change.id, NEW)) is CodesOutcome.WRONG
    assert open_email_change(amina, LATER).tries_left == 3
    assert details_of(amina).email == "amina@oakfield.uk"


def test_after_five_wrong_pairs_the_right_one_is_worth_nothing(amina: Viewer) -> None:
    change = ask(amina)
    outcomes = [confirm(amina, change, old="x" * 10_000) for _ in range(5)]
    assert outcomes == [CodesOutcome.WRONG] * 4 + [CodesOutcome.TRIED_TOO_OFTEN]
    assert refused(confirm, amina, change) is RefusalCode.EMAIL_CHANGE_NOT_OPEN
    assert details_of(amina).email == "amina@oakfield.uk"


def test_codes_last_half_an_hour(amina: Viewer) -> None:
    change = ask(amina)
    assert open_email_change(amina, TOO_LATE) is None
    assert refused(confirm, amina, change, at=TOO_LATE) is RefusalCode.EMAIL_CHANGE_NOT_OPEN


def test_asking_again_makes_earlier_codes_worthless(amina: Viewer) -> None:
    first = ask(amina)
    second = ask(amina, "amina@other.uk")
    assert email_code(first.id, OLD) != email_code(second.id, OLD)
    assert confirm(amina, first) is CodesOutcome.WRONG
    assert confirm(amina, second) is CodesOutcome.CHANGED


def test_it_can_be_cancelled(amina: Viewer) -> None:
    change = ask(amina)
    cancel_email_change(by=amina, at=LATER)
    cancel_email_change(by=amina, at=LATER)
    assert refused(confirm, amina, change) is RefusalCode.EMAIL_CHANGE_NOT_OPEN


def test_nobody_else_can_confirm_it(amina: Viewer) -> None:
    change = ask(amina)
    zed = by_code("zed@elsewhere.uk").arrive()
    assert refused(confirm, zed, change) is RefusalCode.EMAIL_CHANGE_NOT_OPEN
    with pytest.raises(NotFound):
        confirm(Viewer.person(uuid4()), change)


@pytest.mark.parametrize(
    ("new_email", "code"),
    [
        ("amina@oakfield.uk", RefusalCode.EMAIL_UNCHANGED),
        (" AMINA@Oakfield.uk", RefusalCode.EMAIL_UNCHANGED),
        ("amina", RefusalCode.EMAIL_NOT_AN_ADDRESS),
        ("a@" + "b" * 10_000 + ".uk", RefusalCode.EMAIL_NOT_AN_ADDRESS),
    ],
)
def test_an_address_that_will_not_do(amina: Viewer, new_email: str, code: RefusalCode) -> None:
    assert refused(ask, amina, new_email) is code


def test_asked_too_often(amina: Viewer) -> None:
    for number in range(5):
        ask(amina, f"amina{number}@trust.uk")
    assert refused(ask, amina) is RefusalCode.EMAIL_CHANGE_ASKED_TOO_OFTEN


def test_staff_do_not_move_to_a_shared_mailbox(amina: Viewer) -> None:
    Person.objects.update(date_of_birth=BORN)
    give_role(by=Viewer.system("test"), at=AT, person_id=amina.person_id, kind=RoleKind.DEPARTMENT)
    assert refused(ask, amina, "office@trust.uk") is RefusalCode.STAFF_NEED_OWN_ADDRESS


def test_an_address_somebody_uses_is_asked_for_like_any_other(amina: Viewer) -> None:
    by_code("zed@elsewhere.uk").arrive()
    change = ask(amina, "zed@elsewhere.uk")
    assert refused(confirm, amina, change) is RefusalCode.EMAIL_IN_USE
    assert details_of(amina).email == "amina@oakfield.uk"


class TestLetters:
    def test_each_end_gets_its_own_code(self, amina: Viewer) -> None:
        change = ask(amina)
        send_email_code_to_old(at=AT, key="1", change_id=change.id)
        send_email_code_to_new(at=AT, key="2", change_id=change.id)
        old, new = KeptLetter.objects.order_by("id")
        assert (old.to, new.to) == ("amina@oakfield.uk", "amina@trust.uk")
        assert email_code(change.id, OLD) in old.body
        assert email_code(change.id, NEW) in new.body
        assert email_code(change.id, NEW) not in old.body
        assert "10am" in old.body

    def test_an_address_in_use_gets_no_code_but_its_owner_is_told(self, amina: Viewer) -> None:
        by_code("zed@elsewhere.uk").arrive()
        change = ask(amina, "zed@elsewhere.uk")
        send_email_code_to_new(at=AT, key="1", change_id=change.id)
        letter = KeptLetter.objects.get()
        assert letter.template == "email-change-in-use"
        assert email_code(change.id, NEW) not in letter.subject + letter.body

    def test_codes_that_are_worth_nothing_are_not_sent(self, amina: Viewer) -> None:
        change = ask(amina)
        cancel_email_change(by=amina, at=AT)
        send_email_code_to_old(at=AT, key="1", change_id=change.id)
        send_email_code_to_new(at=AT, key="2", change_id=change.id)
        assert not KeptLetter.objects.exists()

    def test_the_old_address_is_told_that_it_is_over(self, amina: Viewer) -> None:
        change = ask(amina)
        confirm(amina, change)
        tell_email_changed(at=LATER, key="1", change_id=change.id)
        assert KeptLetter.objects.get().to == "amina@oakfield.uk"

    def test_jobs_carry_no_code_and_no_address(self, amina: Viewer) -> None:
        change = ask(amina)
        confirm(amina, change)
        queued = ProcrastinateJob.objects.all()
        assert len(queued) == 4
        for job in queued:
            assert "@" not in str(job.args)
            assert not {email_code(change.id, OLD), email_code(change.id, NEW)} & set(job.args.values())


def test_the_account_follows_the_address(amina: Viewer) -> None:
    change = ask(amina)
    confirm(amina, change)
    move_account_address(at=LATER, key="1", change_id=change.id)
    move_account_address(at=LATER, key="1", change_id=change.id)
    assert [account.email for account in Account.objects.all()] == ["amina@trust.uk"]


def test_accounts_that_open_nobody_are_forgotten_after_a_day(amina: Viewer) -> None:
    change = ask(amina)
    confirm(amina, change)
    move_account_address(at=AT, key="1", change_id=change.id)
    Account.objects.create(email="never-came@x.uk", created_at=AT)
    forget_unused_accounts(at=AT + timedelta(hours=23), key="1")
    assert Account.objects.count() == 2
    forget_unused_accounts(at=AT + timedelta(hours=25), key="2")
    assert Account.objects.get().email == "amina@trust.uk"
