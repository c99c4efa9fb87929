import pytest

from npq.domain.registration.kinds import Strength
from npq.domain.registration.rules.sponsors import same_address, strength_of, website_host


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a.clarke@oakfield.example", "A.Clarke@OAKFIELD.example ", True),
        ("a.clarke+npq@oakfield.example", "a.clarke@oakfield.example", True),
        ("a.clarke@oakfield.example", "a.clarke@birchwood.example", False),
        ("a.clarke@oakfield.example", "b.clarke@oakfield.example", False),
    ],
)
def test_whether_two_addresses_reach_one_mailbox(one, other, same):
    assert same_address(one, other) is same


@pytest.mark.parametrize(
    ("email", "website", "strength"),
    [
        ("chair@oakfield.example", "http://www.oakfield.example/about", Strength.WORKPLACE),
        ("chair@oakfield.example", "www.school.oakfield.example", Strength.WORKPLACE),
        ("chair@mail.oakfield.example", "oakfield.example", Strength.WORKPLACE),
        ("head@oakfield.kent.sch.uk", "https://www.oakfield.kent.sch.uk", Strength.WORKPLACE),
        # Two schools of one authority share an ending, and nothing else.
        ("head@birchwood.kent.sch.uk", "https://www.oakfield.kent.sch.uk", Strength.ORGANISATION),
        ("someone@kent.sch.uk", "https://www.oakfield.kent.sch.uk", Strength.ORGANISATION),
        ("someone@org.uk", "www.oakfield.org.uk", Strength.ORGANISATION),
        ("someone@notoakfield.example", "www.oakfield.example", Strength.ORGANISATION),
        ("chair@oakfield.example", "", Strength.UNKNOWN),
    ],
)
def test_how_much_an_address_says(email, website, strength):
    assert strength_of(email, website, free_mail=False) is strength


def test_an_address_anybody_can_have_says_nothing():
    assert strength_of("chair.oakfield@gmail.com", "www.oakfield.example", free_mail=True) is Strength.ANYBODY


@pytest.mark.parametrize(
    "website",
    [
        "oakfield.example",
        "www.oakfield.example/",
        "HTTPS://WWW.Oakfield.example:443/a?b",
        " oakfield.example ",
    ],
)
def test_the_host_of_a_website_as_registers_write_it(website):
    assert website_host(website) == "oakfield.example"
