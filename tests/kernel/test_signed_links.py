import pytest
from hypothesis import given
from hypothesis import strategies as st

from npq.kernel.addresses import PATHS, address
from npq.kernel.signed_links import make_code, make_token, read_token

CLAIMS = {"approval": "7d9d2b7e", "round": 2}


def test_a_token_brings_its_claims_back():
    assert read_token("sponsor", make_token("sponsor", **CLAIMS)) == CLAIMS


def test_the_same_claims_give_the_same_token():
    assert make_token("sponsor", **CLAIMS) == make_token("sponsor", **CLAIMS)


def test_a_token_opens_one_door_only():
    assert read_token("interest", make_token("sponsor", **CLAIMS)) is None


@given(st.text(max_size=60))
def test_nonsense_is_no_token(text):
    assert read_token("sponsor", text) is None


@given(st.integers(min_value=0), st.characters(codec="ascii"))
def test_a_token_with_one_letter_changed_is_none(place, letter):
    token = make_token("sponsor", **CLAIMS)
    place %= len(token)
    if token[place] != letter:
        assert read_token("sponsor", token[:place] + letter + token[place + 1 :]) is None


def test_another_key_signs_otherwise(settings):
    token = make_token("sponsor", **CLAIMS)
    settings.SECRET_KEY = "another key, of another service"
    assert read_token("sponsor", token) is None


def test_a_code_is_as_long_as_it_is_asked_to_be():
    assert len(make_code("email", digits=6, change="1")) == 6
    assert make_code("email", change="1") == make_code("email", change="1")
    assert len({make_code("email", change=str(number)) for number in range(50)}) > 45


def test_addresses_are_whole_and_want_all_their_parts(settings):
    settings.BASE_URL = "https://npq.example/"
    assert address("course", qualification="npq-headship") == "https://npq.example/courses/npq-headship"
    with pytest.raises(KeyError):
        address("course")
    with pytest.raises(KeyError):
        address("nowhere")
    assert all(path.startswith("/") for path in PATHS.values())
