from dataclasses import FrozenInstanceError
from uuid import uuid4

import pytest

from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Role, RoleKind, Viewer

PROVIDER, OTHER = uuid4(), uuid4()


def test_a_viewer_cannot_be_made_into_another():
    viewer = Viewer.person(uuid4())
    with pytest.raises(FrozenInstanceError):
        viewer.person_id = uuid4()


def test_only_a_person_owns_anything():
    for nobody in (
        Viewer.visitor(),
        Viewer.system("job"),
        Viewer.machine(uuid4(), PROVIDER),
        Viewer.sponsor(uuid4()),
    ):
        with pytest.raises(NotFound):
            _ = nobody.own_id


def test_organisations_are_those_of_the_role_asked_for():
    viewer = Viewer.person(
        uuid4(),
        Role(RoleKind.LEAD_PROVIDER, PROVIDER),
        Role(RoleKind.DELIVERY_PARTNER, OTHER),
        Role(RoleKind.DEPARTMENT),
    )
    assert viewer.organisations(RoleKind.LEAD_PROVIDER) == {PROVIDER}
    assert viewer.organisations(RoleKind.DEPARTMENT) == set()
    assert viewer.has_role(RoleKind.DEPARTMENT)


def test_a_machine_acts_for_its_lead_provider_and_nothing_else():
    machine = Viewer.machine(uuid4(), PROVIDER)
    assert machine.organisations(RoleKind.LEAD_PROVIDER) == {PROVIDER}
    assert not machine.has_role(RoleKind.DEPARTMENT)
