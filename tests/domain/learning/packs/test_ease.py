import pytest

from npq.domain.learning.packs import ease


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("school", 1), ("teacher", 2), ("trust", 1), ("pupils", 2), ("attendance", 3), ("governance", 3),
        ("because", 2), ("table", 2), ("schools", 1), ("asked", 1), ("area", 3), ("idea", 3),
        ("curriculum", 4), ("assessment", 3), ("behaviour", 3), ("accountability", 6), ("one-to-one", 3), ("rhythm", 1),
    ],
)  # fmt: skip
def test_syllables(word, count):
    assert ease.syllables(word) == count


def test_grades_rise_with_sentences_and_words():
    plain = "The head met the staff. They talked. She kept her word."
    hard = "Notwithstanding considerable organisational heterogeneity, accountability necessitates communication."
    assert ease.grade(plain) < 3
    assert ease.grade(hard) > 20
    assert ease.grade("") == 0.0


def test_a_known_text_has_about_its_known_grade():
    """The opening of the Gettysburg address, which calculators put between 9 and 12."""
    text = (
        "Four score and seven years ago our fathers brought forth on this continent, a new nation, conceived in "
        "Liberty, and dedicated to the proposition that all men are created equal. Now we are engaged in a great "
        "civil war, testing whether that nation, or any nation so conceived and so dedicated, can long endure. "
        "We are met on a great battle-field of that war."
    )
    assert 8 < ease.grade(text) < 12
