"""What becomes of a script once it is marked: every rule of the default, and that nothing crosses the pass line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npq.domain.assessment.kinds import Verdict
from npq.domain.assessment.rules.levels import Boundary, PassRule, verdict
from npq.domain.marking.kinds import Apart, SecondLook
from npq.domain.marking.rules.deciding import Tolerance, apart, at_boundary, out_of_tolerance, second_looks

RULE, BOUNDARY, TOLERANCE = (
    PassRule(no=0, at_least=10),
    Boundary(begins=9, ends=11, near_zero=True),
    Tolerance(),
)
CRITERIA = "abcdef"
LEVELS = st.lists(st.integers(0, 3), min_size=6, max_size=6).map(
    lambda given: dict(zip(CRITERIA, given, strict=True))
)


def levels(text):
    """Six levels in a row: “222222”."""
    return dict(zip(CRITERIA, map(int, text), strict=True))


class TestSecondLooks:
    @pytest.mark.parametrize(
        ("given", "reasons"),
        [
            ("222222", ()),
            ("333333", ()),
            ("111111", (SecondLook.FAILED,)),
            ("122211", (SecondLook.FAILED, SecondLook.BOUNDARY)),
            ("222211", (SecondLook.BOUNDARY,)),
            ("222222", ()),
            # 15 in all, and one level of a single criterion from no pass.
            ("133332", (SecondLook.BOUNDARY,)),
            ("033333", (SecondLook.FAILED, SecondLook.BOUNDARY)),
            # Two criteria prevent it: one level in one of them turns nothing.
            ("003333", (SecondLook.FAILED,)),
        ],
    )
    def test_no_pass_and_what_is_near_the_line(self, given, reasons):
        assert second_looks(levels(given), RULE, BOUNDARY, sampled=False) == reasons

    def test_chance_comes_on_top(self):
        assert second_looks(levels("222222"), RULE, BOUNDARY, sampled=True) == (SecondLook.SAMPLE,)
        assert second_looks(levels("111111"), RULE, BOUNDARY, sampled=True) == (
            SecondLook.FAILED,
            SecondLook.SAMPLE,
        )

    @given(LEVELS)
    def test_where_one_level_at_the_bottom_turns_the_verdict_somebody_looks_again(self, given):
        for one in CRITERIA:
            if given[one] <= 1:
                turned = {**given, one: 1 - given[one]}
                if verdict(turned.values(), RULE) is not verdict(given.values(), RULE):
                    assert at_boundary(given, RULE, BOUNDARY)


class TestAgreement:
    @pytest.mark.parametrize(
        ("first", "second", "reasons"),
        [
            ("222222", "222222", ()),
            ("222222", "212223", ()),
            ("222222", "111222", (Apart.VERDICT, Apart.TOTAL)),
            ("222211", "222111", (Apart.VERDICT,)),
            ("322222", "122222", (Apart.CRITERION,)),
            ("222222", "333222", (Apart.TOTAL,)),
        ],
    )
    def test_by_the_rule(self, first, second, reasons):
        assert apart(levels(first), levels(second), RULE, TOLERANCE) == reasons

    @given(LEVELS, LEVELS)
    def test_marks_on_two_sides_of_the_pass_line_never_agree(self, first, second):
        sides = {verdict(one.values(), RULE) for one in (first, second)}
        found = apart(first, second, RULE, Tolerance(criterion=3, total=18))
        assert (Apart.VERDICT in found) == (sides == set(Verdict))

    @given(LEVELS, LEVELS)
    def test_it_is_the_same_whoever_is_first(self, first, second):
        assert apart(first, second, RULE, TOLERANCE) == apart(second, first, RULE, TOLERANCE)

    def test_they_judge_the_same_criteria(self):
        with pytest.raises(ValueError, match="same criteria"):
            apart({"a": 1}, {"b": 1}, RULE, TOLERANCE)


def test_a_seed_says_where_and_which_way_a_marker_is_off():
    assert out_of_tolerance(levels("203122"), levels("222222"), TOLERANCE) == {"b": -2}
    assert out_of_tolerance(levels("213122"), levels("222222"), TOLERANCE) == {}
