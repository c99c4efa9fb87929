import pytest

from npq.domain.organisations.rules.search_ranking import (
    Entry,
    KnownWord,
    best,
    likeness,
    narrowing,
    score,
    understand,
)

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
    assert 0.6 <= likeness(asked, known) < likeness(known, known) == 1


@pytest.mark.parametrize(
    ("asked", "known"), [("st", "at"), ("oak", "elm"), ("hill", "mall"), ("school", "pool")]
)
def test_another_word_is_another_word(asked, known):
    assert likeness(asked, known) == 0


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


def test_rare_words_narrow_the_search_and_common_ones_only_together():
    asked = understand(["oakfield", "primary", "school", "hull"], KNOWN, 1000)

    assert narrowing(asked, 1000, at_most=100) == [[[3]], [[4]]]
    assert narrowing(asked, 1000, at_most=600) == [[[3]], [[4]], [[2]]]
    assert narrowing(understand(["primary", "school"], KNOWN, 1000), 1000, at_most=100) == [[[2], [1]]]
    assert narrowing([], 1000, at_most=100) == []


HULL_PRIMARY = Entry(urn=1, is_open=True, name_words=3, words=(3, 2, 1, 4), postcode="hu11aa")
OTHER = Entry(urn=2, is_open=True, name_words=2, words=(5, 1, 4), postcode="hu19zz")
SHUT = Entry(urn=3, is_open=False, name_words=3, words=(3, 2, 1, 4), postcode="")


def test_the_school_that_bears_all_that_was_asked_scores_best():
    asked = understand(["oakfield", "primary", "hull"], KNOWN, 1000)

    assert score(HULL_PRIMARY, asked) > score(OTHER, asked) > 0
    assert score(Entry(9, True, 1, (99,)), asked) == 0


def test_a_name_with_less_besides_scores_better():
    asked = understand(["oakfield", "school"], KNOWN, 1000)

    assert score(Entry(9, True, 2, (3, 1)), asked) > score(HULL_PRIMARY, asked)


def test_open_schools_come_first_and_closed_ones_can_be_found():
    asked = understand(["oakfield", "primary", "hull"], KNOWN, 1000)

    assert best([SHUT, HULL_PRIMARY, HULL_PRIMARY], asked, "", 10) == [1, 3]
    assert best([SHUT], asked, "", 10) == [3]
    assert best([SHUT, HULL_PRIMARY], asked, "", 1) == [1]


def test_what_hardly_answers_is_not_shown():
    asked = understand(["oakfield", "primary", "hull"], KNOWN, 1000)

    assert best([HULL_PRIMARY, OTHER], asked, "", 10) == [1]
    assert best([Entry(9, True, 1, (99,))], asked, "", 10) == []


def test_a_postcode_alone_or_with_words():
    assert best([HULL_PRIMARY, OTHER], [], "hu11aa", 10) == [1]
    assert best([HULL_PRIMARY, OTHER], [], "hu1", 10) == [1, 2]
    asked = understand(["hull"], KNOWN, 1000)
    assert best([HULL_PRIMARY, OTHER], asked, "hu19zz", 10)[0] == 2
