from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from npq.domain.people.kinds import RefusalCode, SignInOutcome
from npq.domain.people.lookups import (
    account_for_address,
    account_for_person,
    account_for_vouched,
    begin_openid,
    end_sessions,
    finish_openid,
)
from npq.domain.people.models import EmailChange, Identity, Person
from npq.domain.people.operations import ask_email_change, confirm_email_change, sign_in_person, start_afresh
from npq.domain.people.queries import viewer_for_account
from npq.domain.people.queries.email_codes import NEW, OLD, email_code
from npq.gateways.sign_in.fake import standing_in
from npq.gateways.sign_in.models import Account
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer, ViewerKind
from tests.domain.people.people import AT, ByCode, by_openid

pytestmark = pytest.mark.usefixtures("db")


def signs_in(email: str) -> tuple[Account, Viewer]:
    """What the pages do once a code came back right."""
    account = account_for_address(email, at=AT)
    ByCode(email, str(account.id)).arrive()
    return account, viewer_for_account(account.id)


def moves(viewer: Viewer, email: str) -> None:
    ask_email_change(by=viewer, at=AT, new_email=email)
    change = EmailChange.objects.get(person_id=viewer.person_id, status="open").id
    codes = {"old_code": email_code(change, OLD), "new_code": email_code(change, NEW)}
    confirm_email_change(by=viewer, at=AT, **codes)


def test_known_and_unknown_addresses_look_alike() -> None:
    account, _ = signs_in("amina@oakfield.uk")
    assert account_for_address(" Amina@OAKFIELD.uk ", at=AT) == account
    assert account_for_address("nobody@oakfield.uk", at=AT).email == "nobody@oakfield.uk"
    assert not Person.objects.filter(email="nobody@oakfield.uk").exists()


def test_an_unused_account_is_found_again() -> None:
    assert account_for_address("a@x.uk", at=AT) == account_for_address("a@x.uk", at=AT + timedelta(hours=1))


def test_no_address() -> None:
    with pytest.raises(Refusal) as refusal:
        account_for_address("x" * 10_000, at=AT)
    assert refusal.value.code is RefusalCode.EMAIL_NOT_AN_ADDRESS


def test_after_a_change_the_new_address_opens_the_same_person_and_the_old_one_nobody() -> None:
    account, amina = signs_in("amina@oakfield.uk")
    moves(amina, "amina@trust.uk")

    assert account_for_address("amina@trust.uk", at=AT).id == account.id
    stranger, viewer = signs_in("amina@oakfield.uk")
    assert stranger.id != account.id
    assert viewer.person_id != amina.person_id


def test_before_the_account_has_followed_the_old_address_opens_nobody_either() -> None:
    account, amina = signs_in("amina@oakfield.uk")
    moves(amina, "amina@trust.uk")
    assert Account.objects.get().email == "amina@oakfield.uk"

    assert account_for_address("amina@oakfield.uk", at=AT).id != account.id
    assert account_for_address("amina@trust.uk", at=AT).id == account.id
    assert viewer_for_account(account.id) == amina


def test_two_people_who_swap_addresses() -> None:
    (account_a, amina), (account_z, zed) = signs_in("amina@x.uk"), signs_in("zed@x.uk")
    moves(amina, "third@x.uk")
    moves(zed, "amina@x.uk")
    moves(amina, "zed@x.uk")
    assert account_for_address("zed@x.uk", at=AT).id == account_a.id
    assert account_for_address("amina@x.uk", at=AT).id == account_z.id
    assert set(Account.objects.values_list("email", flat=True)) == {"zed@x.uk", "amina@x.uk"}


def test_somebody_who_asked_for_a_code_does_not_keep_the_address_from_its_new_owner() -> None:
    account, amina = signs_in("amina@oakfield.uk")
    squatter = account_for_address("amina@trust.uk", at=AT)
    moves(amina, "amina@trust.uk")
    assert account_for_address("amina@trust.uk", at=AT).id == account.id
    assert not Account.objects.get(id=squatter.id).is_active


def test_whoever_starts_afresh_gets_an_account_of_their_own_and_the_old_one_is_closed() -> None:
    old, anna = signs_in("head@oakfield.uk")
    Person.objects.filter(id=anna.person_id).update(full_name="Anna Bell")
    start_afresh(by=Viewer.visitor(), at=AT, **ByCode("head@oakfield.uk", str(old.id)).way)

    new, successor = signs_in("head@oakfield.uk")
    assert new.id != old.id
    assert successor.person_id not in (None, anna.person_id)
    assert viewer_for_account(old.id).kind is ViewerKind.VISITOR
    assert not Account.objects.get(id=old.id).is_active


def test_the_account_of_a_person() -> None:
    account, amina = signs_in("amina@oakfield.uk")
    assert account_for_person(amina.person_id, at=AT) == account
    Account.objects.all().delete()
    assert account_for_person(amina.person_id, at=AT).id == account.id
    with pytest.raises(NotFound):
        account_for_person(uuid4(), at=AT)
    Identity.objects.update(closed_at=AT)
    with pytest.raises(NotFound):
        account_for_person(amina.person_id, at=AT)


def test_the_account_of_somebody_vouched_for_goes_by_no_address() -> None:
    with standing_in() as provider:
        provider.add("sub-1", "amina@oakfield.uk")
        begun = begin_openid(redirect_uri="http://127.0.0.1:8000/back")
        vouched = finish_openid(begun, provider.sign_in(begun.url, "sub-1"))
    account = account_for_vouched(vouched, at=AT)
    signed_in = sign_in_person(
        by=Viewer.visitor(), at=AT, issuer=vouched.issuer, subject=vouched.subject, email=vouched.email,
        email_verified=vouched.email_verified,
    )  # fmt: skip
    assert signed_in.outcome is SignInOutcome.FIRST
    assert account.email is None
    assert viewer_for_account(account.id) == Viewer.person(signed_in.person_id)
    assert account_for_vouched(vouched, at=AT) == account
    assert account_for_person(signed_in.person_id, at=AT) == account
    assert by_openid("x@y.uk", "sub-2").come_in().person_id != signed_in.person_id


def test_ending_sessions() -> None:
    account, _ = signs_in("amina@oakfield.uk")
    end_sessions(account.id)
    assert Account.objects.get().session_stamp != account.session_stamp
    end_sessions(UUID(int=0))
