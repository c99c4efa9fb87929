from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from npq.domain.people.kinds import RefusalCode
from npq.domain.people.models import Person
from npq.domain.people.operations import change_details, record_details
from npq.domain.people.queries import details_of, person_for
from npq.kernel.journal import entries_about
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer
from tests.domain.people.people import AT, BORN, by_code

pytestmark = pytest.mark.usefixtures("db")

LATER = AT + timedelta(days=1)


@pytest.fixture
def amina() -> Viewer:
    return by_code("amina@oakfield.uk").arrive()


def tell(viewer: Viewer, **changes: Any) -> None:
    told = {"full_name": "Amina Okafor", "date_of_birth": BORN, "teacher_reference_number": "12345"}
    change_details(by=viewer, at=LATER, **{**told, **changes})


def test_details_are_kept_clean(amina: Viewer) -> None:
    tell(amina, full_name="Mrs Amina  O’Kafor", teacher_reference_number="RP 12/345")
    details = details_of(amina)
    assert details.full_name == "Amina O'Kafor"
    assert details.teacher_reference_number == "0012345"
    assert details.date_of_birth == BORN


@pytest.mark.parametrize(
    ("change", "moves"),
    [
        ({"full_name": "Amina Bell"}, True),
        ({"teacher_reference_number": "7654321"}, True),
        ({"teacher_reference_number": ""}, True),
        ({"date_of_birth": date(1981, 1, 1)}, False),
        ({}, False),
    ],
)
def test_the_significant_clock_moves_with_what_providers_see(
    amina: Viewer, change: dict, moves: bool
) -> None:
    tell(amina)
    Person.objects.update(significantly_updated_at=AT)
    tell(amina, **change)
    assert (Person.objects.get().significantly_updated_at == LATER) is moves


def test_a_repeat_changes_nothing_and_is_not_written_down(amina: Viewer) -> None:
    tell(amina)
    before = len(entries_about("person", amina.person_id))
    tell(amina, full_name=" Ms Amina Okafor", teacher_reference_number="0012345")
    assert len(entries_about("person", amina.person_id)) == before


def test_the_journal_says_what_changed_but_not_to_what(amina: Viewer) -> None:
    tell(amina)
    entry = entries_about("person", amina.person_id)[-1]
    assert entry.facts == {"full_name": True, "date_of_birth": True, "teacher_reference_number": True}


def test_another_number_is_not_verified(amina: Viewer) -> None:
    tell(amina)
    Person.objects.update(trn_verified=True)
    tell(amina, full_name="Amina Bell")
    assert details_of(amina).trn_verified
    tell(amina, teacher_reference_number="7654321")
    assert not details_of(amina).trn_verified


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"full_name": "A" * 10_000}, RefusalCode.NAME_TOO_LONG),
        ({"teacher_reference_number": "1" * 10_000}, RefusalCode.TRN_WRONG_LENGTH),
        ({"date_of_birth": date(2020, 1, 1)}, RefusalCode.DATE_OF_BIRTH_UNLIKELY),
    ],
)
def test_bad_details_change_nothing(amina: Viewer, change: dict, code: RefusalCode) -> None:
    tell(amina)
    before = details_of(amina)
    with pytest.raises(Refusal) as refusal:
        tell(amina, **{"full_name": "Other Name", **change})
    assert refusal.value.code is code
    assert details_of(amina) == before


def test_what_is_told_on_the_way_never_wipes_out_what_is_known(amina: Viewer) -> None:
    tell(amina)
    with transaction.atomic():
        record_details(
            by=amina, at=LATER, person_id=amina.person_id,
            full_name="", date_of_birth=None, teacher_reference_number="",
        )  # fmt: skip
    details = details_of(amina)
    assert (details.full_name, details.teacher_reference_number) == ("Amina Okafor", "0012345")


def test_a_stranger_finds_nobody(amina: Viewer) -> None:
    zed = by_code("zed@elsewhere.uk").arrive()
    for viewer in (zed, Viewer.visitor(), Viewer.machine(uuid4(), uuid4())):
        with pytest.raises(NotFound):
            person_for(viewer, amina.person_id)
    for viewer in (Viewer.visitor(), Viewer.person(uuid4())):
        with pytest.raises(NotFound):
            details_of(viewer)
        with pytest.raises(NotFound):
            tell(viewer)
    assert person_for(Viewer.system("test"), amina.person_id).email == "amina@oakfield.uk"
