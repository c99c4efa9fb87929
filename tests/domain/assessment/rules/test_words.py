"""The rule of words: what it says of every example, and what makes it safe to count a text as it stands."""

import re
import sys
import unicodedata
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npq.domain.assessment.rules import letters
from npq.domain.assessment.rules.word_examples import Example, word_examples
from npq.domain.assessment.rules.words import (
    WHITE_SPACE,
    Counted,
    count,
    counted,
    in_code_points,
    in_utf16,
    place_of_limit,
    references_at,
    settled,
)

LIMIT = 2500
SCALARS = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]

odd_texts = st.text(
    st.one_of(
        st.sampled_from(WHITE_SPACE + "–—-…#:’'/ab1½é\u0301\u200b\u200d\u00ad\ufeff😀中ſK\ud800"),
        st.characters(),
    )
)
references = st.sampled_from(
    ["", "\nReferences\n", "\r\n## references: \n", "\n# Then\n", "\nReferences here\n"]
)
texts = st.lists(st.one_of(odd_texts, references)).map("".join)


@pytest.mark.parametrize("example", word_examples(), ids=lambda one: ascii(one.text)[:40])
def test_every_example_is_counted_as_published(example: Example):
    assert counted(example.whole, LIMIT) == Counted(example.counted, example.excluded, LIMIT)


def test_the_examples_are_many_and_each_is_another():
    texts = [example.whole for example in word_examples()]
    assert len(set(texts)) == len(texts) >= 200
    assert sum(bool(example.shown) for example in word_examples()) >= 20


def test_white_space_is_what_unicode_calls_so():
    assert len(set(WHITE_SPACE)) == len(WHITE_SPACE) == 25
    # Python's own idea of it has four separators more, which are control characters to Unicode.
    assert {c for c in SCALARS if c.isspace()} - set("\x1c\x1d\x1e\x1f") == set(WHITE_SPACE)


LETTERS = set(re.findall(f"[{letters.LETTERS_AND_DIGITS}]", "".join(SCALARS)))


def kind(character: str) -> str:
    if character in WHITE_SPACE:
        return "space"
    return "letter" if character in LETTERS else "other"


def test_letters_and_digits_are_those_of_unicode_14():
    theirs = {c for c in SCALARS if unicodedata.category(c)[0] in "LN"}
    if unicodedata.unidata_version == "14.0.0":
        assert theirs == LETTERS
    assert theirs >= LETTERS
    assert len(LETTERS) == 133_547


def test_a_character_alone_is_a_word_if_it_is_a_letter_or_digit():
    assert count(" ".join(SCALARS)) == len(LETTERS)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composing_and_decomposing_a_character_makes_no_word_and_takes_none(form):
    for character in SCALARS:
        if unicodedata.is_normalized(form, character):
            continue
        parts = {kind(part) for part in unicodedata.normalize(form, character)}
        if kind(character) == "letter":
            assert "letter" in parts and "space" not in parts, ascii(character)
        else:
            assert parts == {kind(character)}, ascii(character)


@given(texts)
def test_a_text_and_its_settled_form_have_the_same_words(text):
    assert counted(settled(text), LIMIT) == counted(text, LIMIT)
    assert settled(settled(text)) == settled(text)


@given(texts)
def test_the_words_of_both_parts_are_all_words(text):
    found = counted(text, LIMIT)
    assert found.counted + found.excluded == count(text)


@given(texts, st.integers(0, 30))
def test_a_marker_stops_right_after_the_last_word_within_the_limit(text, limit):
    place, found = place_of_limit(text, limit), counted(text, limit)
    if place is None:
        assert found.over == 0
        return
    assert found.over > 0
    assert place <= references_at(text)
    assert count(text[:place]) == limit
    assert text[place] in WHITE_SPACE or place == 0
    assert limit == 0 or text[place - 1] not in WHITE_SPACE


def test_at_the_limit_nothing_is_over_and_one_word_more_is():
    text = "word, " * LIMIT
    assert counted(text, LIMIT).over == 0
    assert place_of_limit(text, LIMIT) is None
    assert counted(text + "more", LIMIT).over == 1
    assert place_of_limit(text + "– more", LIMIT) == len(text) - 1
    assert place_of_limit("one two", 0) == 0


def test_references_do_not_bring_a_text_over_its_limit():
    text = "word " * LIMIT + "\n\nReferences\n" + "Smith, A. (2019) " * 100
    assert counted(text, LIMIT) == Counted(LIMIT, 301, LIMIT)
    assert place_of_limit(text, LIMIT) is None


def test_a_text_is_kept_in_one_form():
    assert settled("cafe\u0301\r\nb\rc\x0bd\u2028e") == "café\nb\nc\nd\ne"


@given(texts)
def test_places_are_told_to_the_browser_and_back(text):
    for place in {0, len(text) // 2, len(text)}:
        units = in_utf16(text, place)
        assert units == len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
        assert in_code_points(text, units) == place
    assert in_code_points("😀a", 1) == 0


def test_the_ranges_are_in_order_and_apart():
    assert letters.RANGES.split()[0] == "1d+9"
    assert letters.LETTERS_AND_DIGITS.startswith("0-9A-Za-z")


@pytest.mark.parametrize(
    "text", ["–" * 200_000, " " * 200_000, "References" + " " * 200_000 + "x", "#" * 200_000, "a\n" * 100_000]
)
def test_no_text_takes_long(text):
    began = process_time()
    counted(text, LIMIT)
    place_of_limit(text, LIMIT)
    assert process_time() - began < 2


def test_a_whole_response_is_counted_in_less_than_five_milliseconds():
    text = "improvement across schools; " * 834
    taken = []
    for _ in range(20):
        began = process_time()
        counted(text, LIMIT)
        place_of_limit(text, LIMIT)
        taken.append(process_time() - began)
    assert min(taken) < 0.005
