import random
from string import ascii_lowercase

import pytest

from npq.domain.organisations.rules.search_words import (
    KEYS,
    LONGEST_WORD,
    aliases,
    consonants,
    document,
    keys,
    squashed_postcode,
    words,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("St Mary's Catholic Primary School", ["st", "marys", "catholic", "primary", "school"]),
        ("St Mary’s", ["st", "marys"]),
        ("École Élémentaire", ["ecole", "elementaire"]),
        ("Eton & Windsor", ["eton", "and", "windsor"]),
        ("KS3-PRU (Hull)", ["ks3", "pru", "hull"]),
        ("All Saints C of E School", ["all", "saints", "cofe", "school"]),
        ("All Saints C.E. School", ["all", "saints", "cofe", "school"]),
        ("All Saints CE/CofE", ["all", "saints", "cofe", "cofe"]),
        ("%_\\'; DROP", ["drop"]),
        ("x" * 60, ["x" * LONGEST_WORD]),
        ("校", []),
    ],
)
def test_words(text, found):
    assert words(text) == found


def test_aliases_are_other_words_only():
    assert aliases(["st", "marys"]) == ["saint"]
    assert aliases(["all", "saints", "cofe"]) == ["church", "england"]
    assert aliases(["st", "saint"]) == []


def test_a_document_has_each_word_once_the_names_first():
    found, of_name = document("London Fields School, London", ["London", None, "Hackney"])

    assert found == ["london", "fields", "school", "hackney"]
    assert of_name == 3


def test_postcodes_are_compared_squashed():
    assert squashed_postcode("ec3A 5dE ") == "ec3a5de"


@pytest.mark.parametrize("word", ["oak", "hull", "academy", "whittington", "northumberland"])
def test_any_one_slip_leaves_a_key_in_common(word):
    chance = random.Random(1)
    own = set(keys(word))
    for at in range(len(word)):
        letter = chance.choice(ascii_lowercase)
        slips = [
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        ]
        for slip in slips:
            assert own & set(keys(slip)) or len(slip) < 3, slip


@pytest.mark.parametrize(
    ("word", "other"), [("whittington", "witington"), ("phillips", "filips"), ("catholic", "kathollik")]
)
def test_words_that_sound_alike_share_their_consonants(word, other):
    assert consonants(word) == consonants(other)
    assert set(keys(word)) & set(keys(other))


@pytest.mark.parametrize("word", ["st", "ks3", "e1", "of"])
def test_short_words_and_words_with_digits_are_filed_as_they_are(word):
    assert len(keys(word)) == 1


def test_keys_fit_into_a_small_integer():
    assert all(0 <= key < KEYS == 2**15 for key in keys("northumberland"))
