from itertools import pairwise
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from npq.domain.assessment.rules.differences import Side, Stretch, differences, only

texts = st.text(alphabet="abc \n", max_size=60)


@given(texts, texts)
def test_both_texts_can_be_read_out_of_their_differences(one, other):
    found = differences(one, other)
    assert only(Side.ONE, found) == one
    assert only(Side.OTHER, found) == other
    assert all(left.side is not right.side for left, right in pairwise(found))


def test_a_word_changed_is_a_word_shown():
    assert differences("We wait for May.\nThen act.", "We act in May.\nThen act.") == [
        Stretch(Side.BOTH, "We "),
        Stretch(Side.ONE, "wait"),
        Stretch(Side.OTHER, "act"),
        Stretch(Side.BOTH, " "),
        Stretch(Side.ONE, "for"),
        Stretch(Side.OTHER, "in"),
        Stretch(Side.BOTH, " May.\nThen act."),
    ]


def test_the_same_is_one_stretch():
    assert differences("a\nb", "a\nb") == [Stretch(Side.BOTH, "a\nb")]
    assert differences("", "") == []


def test_two_whole_responses_take_no_time_to_speak_of():
    one = " ".join(f"word{n % 700}" for n in range(2500))
    other = " ".join(f"word{n % 650}" for n in range(2500))
    began = perf_counter()
    differences(one, other)
    assert perf_counter() - began < 5
