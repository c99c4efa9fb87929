"""Which words narrow a search, what schools score, and which are shown."""

from npq.domain.organisations.rules.search_ranking import Entry, Scale, best, narrowing
from npq.domain.organisations.rules.search_understanding import understand
from tests.domain.organisations.rules.test_search_understanding import KNOWN


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

    assert Scale(asked).score(HULL_PRIMARY) > Scale(asked).score(OTHER) > 0
    assert Scale(asked).score(Entry(9, True, 1, (99,))) == 0


def test_a_name_with_less_besides_scores_better():
    asked = understand(["oakfield", "school"], KNOWN, 1000)

    assert Scale(asked).score(Entry(9, True, 2, (3, 1))) > Scale(asked).score(HULL_PRIMARY)


def test_open_schools_come_first_and_closed_ones_can_be_found():
    asked = understand(["oakfield", "primary", "hull"], KNOWN, 1000)

    assert best([SHUT, HULL_PRIMARY, HULL_PRIMARY], Scale(asked), 10) == [1, 3]
    assert best([SHUT], Scale(asked), 10) == [3]
    assert best([SHUT, HULL_PRIMARY], Scale(asked), 1) == [1]


def test_what_hardly_answers_is_not_shown():
    asked = understand(["oakfield", "primary", "hull"], KNOWN, 1000)

    assert best([HULL_PRIMARY, OTHER], Scale(asked), 10) == [1]
    assert best([Entry(9, True, 1, (99,))], Scale(asked), 10) == []


def test_a_postcode_alone_or_with_words():
    assert best([HULL_PRIMARY, OTHER], Scale([], "hu11aa"), 10) == [1]
    assert best([HULL_PRIMARY, OTHER], Scale([], "hu1"), 10) == [1, 2]
    asked = understand(["hull"], KNOWN, 1000)
    assert best([HULL_PRIMARY, OTHER], Scale(asked, "hu19zz"), 10)[0] == 2
