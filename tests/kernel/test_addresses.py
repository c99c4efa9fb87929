"""The addresses in letters lead to pages, and to those whose readers the letters have."""

from string import Formatter
from uuid import UUID

import pytest
from django.urls import resolve

from npq.kernel.addresses import PATHS, address
from npq.kernel.audience import Audience

PARTS = {
    "registration_id": UUID(int=1),
    "course_id": UUID(int=2),
    "study_id": UUID(int=3),
    "sitting_id": UUID(int=4),
    "token": "eyJhcHByb3ZhbCI6IjEifQ:c2lnbmF0dXJl_-",
    "qualification": "npq-executive-leadership",
}

READERS = {
    "home": Audience.SIGNED_IN,
    "registration": Audience.SIGNED_IN,
    "place": Audience.SIGNED_IN,
    "sponsor-approval": Audience.SPONSOR,
    "shared-entry": Audience.COACH,
    "course": Audience.PUBLIC,
    "interest-confirm": Audience.PUBLIC,
    "interest-stop": Audience.PUBLIC,
    "study-course": Audience.SIGNED_IN,
    "assessment": Audience.SIGNED_IN,
    "access": Audience.SIGNED_IN,
    "sitting": Audience.SIGNED_IN,
    "sitting-hold": Audience.SIGNED_IN,
    "write-receipt": Audience.SIGNED_IN,
    "provider-registration": Audience.PROVIDER,
    "preview-course": Audience.STAFF,
    "account": Audience.SIGNED_IN,
    "sign-in": Audience.PUBLIC,
}


def parts_of(name: str) -> dict[str, object]:
    return {part: PARTS[part] for _, part, _, _ in Formatter().parse(PATHS[name]) if part}


@pytest.mark.parametrize("name", PATHS)
def test_an_address_leads_to_a_page_for_its_readers(name):
    found = resolve(PATHS[name].format(**parts_of(name)))
    assert found.func.audience is READERS[name]


@pytest.mark.parametrize("name", PATHS)
def test_the_page_is_given_what_the_address_carries(name):
    path = PATHS[name].format(**parts_of(name))
    assert {str(part) for part in resolve(path).kwargs.values()} == {
        str(part) for part in parts_of(name).values()
    }


def test_an_address_is_whole(settings):
    settings.BASE_URL = "https://npq.example/"
    assert address("registration", registration_id=UUID(int=1)) == (
        "https://npq.example/home/registrations/00000000-0000-0000-0000-000000000001"
    )


def test_a_missing_part_is_a_mistake():
    with pytest.raises(KeyError):
        address("registration")
