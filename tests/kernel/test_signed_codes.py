"""Codes that are made anew whenever they are needed."""

from collections import Counter

from npq.kernel.signed_links import make_code


def test_the_same_claims_give_the_same_code() -> None:
    assert make_code("a", change="1", end="old") == make_code("a", end="old", change="1")
    assert len(make_code("a", change="1")) == 6
    assert len(make_code("a", digits=8, change="1")) == 8
    assert make_code("a", change="1").isdigit()


def test_another_purpose_claim_or_key_gives_another(settings) -> None:
    codes = {make_code("a", change="1"), make_code("b", change="1"), make_code("a", change="2")}
    settings.SECRET_KEY = "another key"
    assert len(codes | {make_code("a", change="1")}) == 4


def test_every_first_digit_comes_up_about_as_often() -> None:
    counted = Counter(make_code("a", change=n)[0] for n in range(5_000))
    assert len(counted) == 10
    assert max(counted.values()) < 1.3 * min(counted.values())
