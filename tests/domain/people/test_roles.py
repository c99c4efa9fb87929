from uuid import UUID, uuid4

import pytest

from npq.domain.organisations.models import DeliveryPartner, LeadProvider
from npq.domain.people.kinds import RefusalCode
from npq.domain.people.models import RoleHeld
from npq.domain.people.operations import end_role, give_role
from npq.domain.people.queries import (
    account_of_person,
    count_holders,
    holders_of_role,
    roles_of,
    viewer_for_account,
)
from npq.kernel.journal import entries_about
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Role, RoleKind, Viewer
from tests.domain.people.people import AT, by_code

pytestmark = pytest.mark.usefixtures("db")

SYSTEM = Viewer.system("test")


@pytest.fixture
def northlight() -> UUID:
    return LeadProvider.objects.create(name="Northlight Institute", invented=True).id


@pytest.fixture
def priya() -> Viewer:
    return by_code("priya@northlight.example").arrive(name="Priya Shah")


def as_signed_in(viewer: Viewer) -> Viewer:
    return viewer_for_account(account_of_person(viewer.person_id))


def test_a_role_is_held_until_it_ends(priya: Viewer, northlight: UUID, django_assert_num_queries) -> None:
    partner = DeliveryPartner.objects.create(name="Hub").id
    given = [
        (RoleKind.LEAD_PROVIDER, northlight),
        (RoleKind.DELIVERY_PARTNER, partner),
        (RoleKind.DEPARTMENT, None),
    ]
    for kind, organisation in given:
        give_role(by=SYSTEM, at=AT, person_id=priya.person_id, kind=kind, organisation_id=organisation)
    account = account_of_person(priya.person_id)
    with django_assert_num_queries(1):
        assert viewer_for_account(account).roles == {Role(*pair) for pair in given}

    end_role(
        by=SYSTEM, at=AT, person_id=priya.person_id, kind=RoleKind.LEAD_PROVIDER, organisation_id=northlight
    )
    assert as_signed_in(priya).organisations(RoleKind.LEAD_PROVIDER) == frozenset()
    assert as_signed_in(priya).has_role(RoleKind.DEPARTMENT)


def test_a_repeat_gives_and_ends_nothing_twice(priya: Viewer, northlight: UUID) -> None:
    role = {"person_id": priya.person_id, "kind": RoleKind.LEAD_PROVIDER, "organisation_id": northlight}
    for _ in range(2):
        give_role(by=SYSTEM, at=AT, **role)
    for _ in range(2):
        end_role(by=SYSTEM, at=AT, **role)
    assert RoleHeld.objects.count() == 1
    assert [e.kind for e in entries_about("person", priya.person_id)][-2:] == ["role_given", "role_ended"]
    give_role(by=SYSTEM, at=AT, **role)
    assert as_signed_in(priya).has_role(RoleKind.LEAD_PROVIDER)


def test_only_the_department_and_the_service_decide(priya: Viewer, northlight: UUID) -> None:
    zed = by_code("zed@elsewhere.uk").arrive()
    role = {"person_id": priya.person_id, "kind": RoleKind.LEAD_PROVIDER, "organisation_id": northlight}
    staff = Viewer.person(uuid4(), Role(RoleKind.LEAD_PROVIDER, northlight))
    for by in (zed, priya, staff, Viewer.visitor(), Viewer.machine(uuid4(), northlight)):
        for operation in (give_role, end_role):
            with pytest.raises(NotFound):
                operation(by=by, at=AT, **role)
    give_role(by=Viewer.person(uuid4(), Role(RoleKind.DEPARTMENT)), at=AT, **role)
    assert as_signed_in(priya).has_role(RoleKind.LEAD_PROVIDER)


def test_nobody_is_staff_by_a_shared_mailbox() -> None:
    office = by_code("office@northlight.example").arrive()
    with pytest.raises(Refusal) as refusal:
        give_role(by=SYSTEM, at=AT, person_id=office.person_id, kind=RoleKind.DEPARTMENT)
    assert refusal.value.code is RefusalCode.STAFF_NEED_OWN_ADDRESS


@pytest.mark.parametrize(
    ("kind", "organisation"), [(RoleKind.DEPARTMENT, uuid4()), (RoleKind.LEAD_PROVIDER, None)]
)
def test_a_role_names_its_organisation(priya: Viewer, kind: RoleKind, organisation: UUID | None) -> None:
    with pytest.raises(ValueError, match="organisation"):
        give_role(by=SYSTEM, at=AT, person_id=priya.person_id, kind=kind, organisation_id=organisation)


def test_who_acts_for_an_organisation_is_for_those_who_do(priya: Viewer, northlight: UUID) -> None:
    give_role(
        by=SYSTEM, at=AT, person_id=priya.person_id, kind=RoleKind.LEAD_PROVIDER, organisation_id=northlight
    )
    staff = as_signed_in(priya)
    assert holders_of_role(staff, RoleKind.LEAD_PROVIDER, northlight) == [(priya.person_id, "Priya Shah")]
    assert roles_of(staff, priya.person_id) == [Role(RoleKind.LEAD_PROVIDER, northlight)]
    stranger = Viewer.person(uuid4(), Role(RoleKind.LEAD_PROVIDER, uuid4()))
    with pytest.raises(NotFound):
        holders_of_role(stranger, RoleKind.LEAD_PROVIDER, northlight)
    with pytest.raises(NotFound):
        roles_of(stranger, priya.person_id)


def test_how_many_act_for_whom_is_for_those_who_decide(priya: Viewer, northlight: UUID) -> None:
    zed = by_code("zed@northlight.example").arrive()
    role = {"kind": RoleKind.LEAD_PROVIDER, "organisation_id": northlight}
    for person in (priya, zed):
        give_role(by=SYSTEM, at=AT, person_id=person.person_id, **role)
    give_role(by=SYSTEM, at=AT, person_id=zed.person_id, kind=RoleKind.DEPARTMENT)
    end_role(by=SYSTEM, at=AT, person_id=priya.person_id, **role)
    counts = {Role(RoleKind.LEAD_PROVIDER, northlight): 1, Role(RoleKind.DEPARTMENT): 1}
    assert count_holders(SYSTEM) == count_holders(as_signed_in(zed)) == counts
    with pytest.raises(NotFound):
        count_holders(priya)
