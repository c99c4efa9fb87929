"""What typed words are taken to stand for."""

import pytest

from npq.domain.organisations.rules.search_understanding import KnownWord, similar, understand

SCHOOL, PRIMARY, OAKFIELD, HULL, NEW, CASTLE, NEWCASTLE = (
    KnownWord(1, "school", 800),
    KnownWord(2, "primary", 500),
    KnownWord(3, "oakfield", 4),
    KnownWord(4, "hull", 20),
    KnownWord(5, "new", 30),
    KnownWord(6, "castle", 10),
    KnownWord(7, "newcastle", 15),
)
KNOWN = [SCHOOL, PRIMARY, OAKFIELD, HULL, NEW, CASTLE, NEWCASTLE]


def stands_for(*asked: str) -> list[set[int]]:
    return [set(one.alike) for one in understand(asked, KNOWN, 1000)]


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("oakfeild", "oakfield"),
        ("oakfeld", "oakfield"),
        ("hul", "hull"),
        ("shool", "school"),
        ("primmary", "primary"),
        ("newcasle", "newcastle"),
    ],
)
def test_a_slip_is_forgiven(asked, known):
    assert 0.6 <= similar(asked, [known])[known] < similar(known, [known])[known] == 1


@pytest.mark.parametrize(
    ("asked", "known"), [("st", "at"), ("oak", "elm"), ("hill", "mall"), ("school", "pool")]
)
def test_another_word_is_another_word(asked, known):
    assert similar(asked, [known]) == {}


def test_each_word_stands_for_known_ones():
    assert stands_for("oakfeild", "school", "hull") == [{3}, {1}, {4}]
    assert stands_for("xyzzy", "school") == [set(), {1}]


def test_the_last_word_may_be_only_begun():
    assert stands_for("oakfield", "prim") == [{3}, {2}]
    assert stands_for("prim", "oakfield") == [set(), {3}]


def test_a_word_may_be_broken_in_two():
    assert stands_for("new", "castle") == [{5, 7}, {6, 7}]


def test_two_words_may_have_run_together():
    asked = understand(["primaryschool"], KNOWN, 1000)
    assert [one.word for one in asked] == ["primary", "school"]
    assert stands_for("newcastle") == [{7}]


def test_rare_words_weigh_more():
    rare, common = understand(["oakfield", "school"], KNOWN, 1000)
    assert rare.weight > common.weight > 0
