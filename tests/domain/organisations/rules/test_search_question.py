import pytest

from npq.domain.organisations.rules.search_question import (
    LONGEST_TEXT,
    MOST_WORDS,
    likeness_of_postcodes,
    neighbourhood,
    read_question,
)


@pytest.mark.parametrize(
    ("text", "urn", "postcode", "words"),
    [
        ("", None, "", ()),
        ("Oakfield, Marram", None, "", ("oakfield", "marram")),
        ("100000", 100000, "", ("100000",)),
        ("urn 100000", 100000, "", ("urn", "100000")),
        ("EC3A 5DE", None, "ec3a5de", ()),
        ("ec3a5de", None, "ec3a5de", ()),
        ("Aldgate EC3A 5", None, "ec3a5", ("aldgate",)),
        ("Aldgate ec3a", None, "ec3a", ("aldgate", "ec3a")),
        ("KS3 Hull", None, "ks3", ("ks3", "hull")),
        ("the the the school", None, "", ("the", "school")),
    ],
)
def test_what_was_typed(text, urn, postcode, words):
    question = read_question(text)
    assert (question.urn, question.postcode, question.words) == (urn, postcode, words)


def test_only_the_beginning_of_a_very_long_text_counts():
    assert len(read_question("".join(f"w{n}x " for n in range(10_000))).words) == MOST_WORDS
    assert all(len(word) <= LONGEST_TEXT for word in read_question("x" * 10_000).words)


@pytest.mark.parametrize(
    ("asked", "known", "alike"),
    [
        ("", "ec3a5de", 0),
        ("ec3a5de", "", 0),
        ("ec3a5de", "ec3a5de", 1),
        ("ec3a", "ec3a5de", 1),
        ("ec3a5", "ec3a5de", 0.9),
        ("e1", "e17aa", 1),
        ("e1", "e107aa", 0.9),
        ("ec3a5df", "ec3a5de", 0.7),
        ("ec3a6df", "ec3a5de", 0.4),
        ("ec3a5df", "ec3b5df", 0),
        ("ec3b", "ec3a5de", 0),
    ],
)
def test_likeness_of_postcodes(asked, known, alike):
    assert likeness_of_postcodes(asked, known) == alike


def test_neighbourhood():
    assert (neighbourhood("ec3a5de"), neighbourhood("ec3a")) == ("ec3a5", "ec3a")
