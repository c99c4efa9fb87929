from uuid import UUID, uuid4

import pytest
from allauth.mfa.models import Authenticator

from npq.domain.people.lookups import account_for_address, forget_second_steps, has_second_steps
from npq.domain.people.models import Identity
from npq.domain.people.operations import reset_authenticator
from npq.kernel.journal import entries_about
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Role, RoleKind, Viewer
from tests.domain.people.people import AT, ByCode

pytestmark = pytest.mark.usefixtures("db")

SYSTEM = Viewer.system("test")
DEPARTMENT = Viewer.person(uuid4(), Role(RoleKind.DEPARTMENT))


@pytest.fixture
def priya() -> Viewer:
    """Somebody who signs in with an app and has recovery codes."""
    email = "priya@northlight.example"
    account = account_for_address(email, at=AT)
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user=account, type=kind, data={})
    return ByCode(email, str(account.id)).arrive()


@pytest.mark.parametrize("by", [SYSTEM, DEPARTMENT], ids=["the service", "the department"])
def test_an_app_is_taken_away_and_a_repeat_does_no_harm(priya: Viewer, by: Viewer) -> None:
    assert has_second_steps(by, priya.own_id)
    for _ in range(2):
        reset_authenticator(by=by, at=AT, person_id=priya.own_id)
        forget_second_steps(by, priya.own_id)
    assert not has_second_steps(by, priya.own_id)
    assert not Authenticator.objects.exists()


def test_cut_short_after_the_record_it_can_be_given_again(priya: Viewer) -> None:
    reset_authenticator(by=SYSTEM, at=AT, person_id=priya.own_id)
    assert [e.kind for e in entries_about("person", priya.own_id)][-1] == "authenticator_reset"
    assert has_second_steps(SYSTEM, priya.own_id)


def test_an_account_that_opens_somebody_else_by_now_is_left_alone(priya: Viewer) -> None:
    Identity.objects.update(closed_at=AT)
    forget_second_steps(SYSTEM, priya.own_id)
    assert Authenticator.objects.count() == 2


def test_nobody_else_may(priya: Viewer) -> None:
    provider = Viewer.person(uuid4(), Role(RoleKind.LEAD_PROVIDER, uuid4()))
    for by in (priya, provider, Viewer.visitor(), Viewer.machine(uuid4(), uuid4())):
        with pytest.raises(NotFound):
            reset_authenticator(by=by, at=AT, person_id=priya.own_id)
        for lookup in (has_second_steps, forget_second_steps):
            with pytest.raises(NotFound):
                lookup(by, priya.own_id)
    assert Authenticator.objects.count() == 2


def test_somebody_unknown() -> None:
    with pytest.raises(NotFound):
        reset_authenticator(by=SYSTEM, at=AT, person_id=UUID(int=1))
