"""A log to read: what somebody typed reads in Markdown as they typed it."""

import pytest

from npq.web.participant.study.log_files import unmarked


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Ask both heads.", "Ask both heads."),
        ("# A heading", r"\# A heading"),
        ("- a list", r"\- a list"),
        ("1. first", r"1\. first"),
        ("1.5 hours", "1.5 hours"),
        ("====", r"\===="),
        ("*so* _they_ `said`", r"\*so\* \_they\_ \`said\`"),
        ("<b>[x](y)</b> &amp;", r"\<b\>\[x\](y)\</b\> \&amp;"),
        ("    not code", "\u00a0" * 4 + "not code"),
        ("a \\ b", r"a \\ b"),
    ],
)
def test_no_markup_is_left(typed, written):
    assert unmarked(typed) == written
