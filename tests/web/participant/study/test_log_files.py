"""A log to read: what somebody typed reads in Markdown as they typed it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

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
        ("#1 of three, at -5%", "#1 of three, at -5%"),
        ("(see [1]) 5 * 3 < 20 & more | less > none", "(see [1]) 5 * 3 < 20 & more | less > none"),
        ("safe_n_2025, ~30 minutes", "safe_n_2025, ~30 minutes"),
        ("__so__ ~~not~~", r"\_\_so\_\_ \~\~not\~\~"),
        ("|---|", r"\|---|"),
        ("*so* _they_ `said`", r"\*so\* \_they\_ \`said\`"),
        ("<b>[x](y)</b> &amp;", r"\<b>[x\](y)\</b> \&amp;"),
        ("    not code", "\u00a0" * 4 + "not code"),
        ("a \\ b", "a \\ b"),
        ("a \\* b", r"a \\\* b"),
    ],
)
def test_no_markup_is_left(typed, written):
    assert unmarked(typed) == written


SIGNS = st.text(st.sampled_from("ab1 \\`*_[]()<>~|&#+-=.:!/@;\t"), max_size=30)


@given(st.lists(SIGNS.map(str.strip).filter(bool), min_size=1, max_size=4))
def test_a_quotation_of_it_is_one_paragraph_of_plain_words(lines):
    reader = MarkdownIt("gfm-like", {"linkify": False, "html": True}).disable("linkify")
    tokens = reader.parse("\n".join(f"> {unmarked(line)}" for line in lines))
    assert [token.type for token in tokens] == [
        "blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close",
    ]  # fmt: skip
    assert {child.type for child in tokens[2].children} <= {"text", "text_special", "softbreak"}
    shown = "".join("\n" if one.type == "softbreak" else one.content for one in tokens[2].children)
    assert shown == "\n".join(lines)
