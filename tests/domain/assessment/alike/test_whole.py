"""A response of several answers as one text: each is read by itself, and words are found again in the answers."""

from npq.domain.assessment.kinds import Origin
from npq.domain.assessment.rules.alike import Text, compare
from npq.domain.assessment.rules.shingles import QUOTED, fingerprint, places_of
from npq.domain.assessment.rules.whole import Placed, much_is_quoted, text_of, whole
from tests.domain.assessment.alike import essays

SALT = b"of this family"
COPIED = essays.passage(essays.Planted("copied", 1, 0), 80)
OTHER = essays.passage(essays.Planted("copied", 2, 0), 80)


def read(*answers: str) -> Text:
    return Text(answers, whole(answers, SALT), Origin.WINDOW)


def test_one_answer_is_read_as_a_text():
    assert whole([COPIED], SALT) == fingerprint(COPIED, SALT)


def test_words_are_counted_on_and_no_shingle_goes_from_one_answer_into_the_next():
    both = whole([COPIED, "", "Two words", OTHER], SALT)
    first, last = fingerprint(COPIED, SALT), fingerprint(OTHER, SALT)
    assert both.words == first.words + 2 + last.words
    assert both.numbers[: len(first.numbers)] == first.numbers
    assert both.numbers[-len(last.numbers) :] == last.numbers
    between = both.numbers[len(first.numbers) : first.words + 2]
    assert set(between) == {QUOTED}


def test_references_in_one_answer_hide_nothing_of_the_others():
    found = compare(read("A word.\n\nReferences\n\nA book.", COPIED), read(OTHER, COPIED))
    assert found is not None
    assert whole(["A word.\n\nReferences\n\nA book."], SALT).quoted == 3


def test_a_passage_is_found_again_in_the_answer_it_stands_in():
    answers = [f"{OTHER} Then this.", f"Before it. {COPIED}"]
    found = compare(read(*answers), read(COPIED))
    assert found is not None
    (piece,) = Placed(answers).pieces(found.passages[0].first)
    assert piece.answer == 1
    assert answers[1][piece.begin : piece.end] == COPIED.rstrip(".?!")


def test_a_passage_over_two_answers_is_two_pieces():
    answers = ["One two three.", "", "Four five."]
    pieces = Placed(answers).pieces((1, 4))
    assert [answers[one.answer][one.begin : one.end] for one in pieces] == ["two three", "Four"]
    assert Placed(answers).pieces((0, 0)) == []


def test_a_copied_end_and_beginning_in_two_answers_is_one_passage_with_a_piece_in_each():
    words = COPIED.split()
    mine = [" ".join(words[:40]), " ".join(words[40:])]
    found = compare(read(*mine), read(*mine))
    assert found is not None
    assert [len(Placed(mine).pieces(one.first)) for one in found.passages] == [2]
    assert sum(one.words for one in found.passages) == sum(len(places_of(text)) for text in mine)


def test_much_is_quoted_from_a_third_on():
    assert [much_is_quoted(300, quoted) for quoted in (0, 100, 101)] == [False, False, True]


def test_the_words_of_a_case_are_read_without_its_tags():
    assert text_of("<p>Five &amp; <b>six</b></p><p>Seven</p>").split() == ["Five", "&", "six", "Seven"]
