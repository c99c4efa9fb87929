"""What an entry of the learning log is called that was written on no page."""

import pytest

from npq.domain.learning.rules.entries import first_words


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Ask both heads.", "Ask both heads."),
        ("On the bus,\nto work", "On the bus,"),
        ("word " * 20, "word word word word word word word word word word word word …"),
        ("x" * 61, "x" * 60 + " …"),
    ],
)
def test_it_is_called_by_its_first_words(text, called):
    assert first_words(text) == called
