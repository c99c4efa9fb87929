import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from npq.domain.assessment.rules.shingles import (
    GIVEN,
    QUOTED,
    WIDTH,
    fingerprint,
    numbers_of,
    places_of,
    words_of,
)

SALT = b"of this family"
NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
LONG = " ".join(NUMBERS)


def test_words_are_compared_without_case_accents_punctuation_and_hidden_characters():
    assert words_of("The trust’s CAFÉ; it’s “re-opened”…") == ["the", "trusts", "cafe", "its", "re", "opened"]
    assert words_of("co\u00adope\u200brate Straße ﬁnd — ’ •") == ["cooperate", "strasse", "find"]


def test_a_text_has_the_same_words_in_each_form_of_unicode():
    text = "Élan vital à Łódź, £1,240"
    assert words_of(unicodedata.normalize("NFD", text)) == words_of(unicodedata.normalize("NFC", text))


@given(st.text())
def test_each_word_has_its_place_in_the_text(text):
    places = places_of(text)
    assert len(places) == len(words_of(text))
    assert all(before[1] < after[0] for before, after in pairwise(places))
    assert [word for begin, end in places for word in words_of(text[begin:end])] == words_of(text)


def test_eight_words_make_one_number():
    assert len(fingerprint(" ".join(NUMBERS[:WIDTH]), SALT).numbers) == 1
    assert not fingerprint(" ".join(NUMBERS[: WIDTH - 1]), SALT).numbers


def test_another_salt_makes_other_numbers():
    mine, others = fingerprint(LONG, SALT), fingerprint(LONG, b"another")
    assert not set(mine.numbers) & set(others.numbers)
    assert mine == fingerprint(LONG.upper(), SALT)


def test_numbers_fit_the_column_they_are_kept_in():
    assert all(-(2**63) <= number < 2**63 for number in fingerprint(LONG * 50, SALT).numbers)


def test_what_everybody_was_given_is_set_aside_and_keeps_its_place():
    given_to_all = numbers_of(["three four five six seven eight nine ten"], SALT)
    numbers = list(fingerprint(LONG, SALT, given_to_all).numbers)
    assert [place for place, number in enumerate(numbers) if number == GIVEN] == [2]
    assert len(numbers) == len(NUMBERS) - WIDTH + 1


def test_quotations_of_six_words_or_more_are_set_aside_with_every_shingle_that_touches_them():
    before, after = "a b c d e f g h i j", "k l m n o p q r s t"
    for quotation in (
        "“one two three four five six”",
        '"one two three four five six"',
        "‘one two three four five six’",
    ):
        kept = fingerprint(f"{before} {quotation} {after}", SALT)
        assert kept.quoted == 6
        free = [place for place, number in enumerate(kept.numbers) if number != QUOTED]
        assert free == [0, 1, 2, *range(16, 19)]


def test_what_does_not_quote_stays():
    for text in (
        "they call it “the way we do it” here and nobody minds it",
        "the schools’ plan and the heads’ plan were one plan with the governors’ plan",
        "“a quotation that nobody closed goes on and on\n\nand here is the next paragraph of the text",
        'a pipe of 6" and a pipe of 9" lie in the yard behind the hall of the school',
    ):
        assert not fingerprint(text, SALT).quoted, text


def test_block_quotes_and_the_references_are_set_aside():
    text = f"{LONG}\n\n> {LONG}\n> {LONG}\n\n## References\n\n{LONG}\n{LONG}"
    kept = fingerprint(text, SALT)
    assert kept.quoted == 4 * len(NUMBERS) + 1
    assert [number != QUOTED for number in kept.numbers[:6]] == [True] * 5 + [False]


def test_nothing_and_very_little_are_texts_too():
    for text in ("", " \n", "—", "one"):
        assert not fingerprint(text, SALT).numbers
