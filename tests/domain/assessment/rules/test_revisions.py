"""Every revision can be had again, and nothing kept can be changed without showing."""

import sys
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npq.domain.assessment.rules.revisions import (
    FIRST_CHAIN,
    FULL_EVERY,
    Broken,
    Stored,
    canonical,
    chained,
    change,
    changed,
    digest_of,
    is_full,
    plain,
    rebuild,
    verify,
)

QUESTIONS = ("situation", "plan", "account")

words = st.text(alphabet="ab \n’é\U0001f331", max_size=30)
texts = st.tuples(words, words, words).map(lambda said: dict(zip(QUESTIONS, said, strict=True)))


def history(contents, branch_at=None):
    """A history as saving makes it: each on the one before it, and one on an older one where that is asked."""
    kept, head, before = [], 0, {}
    links = {0: FIRST_CHAIN}
    for number, content in enumerate(contents, start=1):
        side = number == branch_at and head > 1
        parent = head - 1 if side else head
        full = side or is_full(number, parent)
        digest = digest_of(content)
        links[number] = chained(links[parent], digest=digest)
        kept.append(
            Stored(
                number,
                parent,
                None if full else change(before, content),
                content if full else None,
                digest,
                links[number],
            )
        )
        if not side:
            head, before = number, content
    return kept


@given(texts, texts)
def test_a_change_makes_the_one_of_the_other(before, after):
    assert changed(before, change(before, after)) == after


@given(st.lists(texts, min_size=1, max_size=12), st.integers(2, 12))
def test_every_revision_is_had_again_and_the_chain_holds(contents, branch_at):
    kept = history(contents, branch_at)
    verify(kept)
    by_number = {one.number: one for one in kept}
    for number, content in enumerate(contents, start=1):
        assert rebuild(by_number, number) == content


def test_a_long_history_is_kept_in_full_now_and_then():
    contents = [{"situation": "x" * n, "plan": "", "account": "y" * (n % 7)} for n in range(350)]
    kept = history(contents)
    verify(kept)
    full = [one.number for one in kept if one.full is not None]
    assert full == [1, FULL_EVERY, 2 * FULL_EVERY, 3 * FULL_EVERY]
    assert rebuild({one.number: one for one in kept}, 299) == contents[298]


def test_one_key_in_a_long_text_is_a_small_change():
    text = "Attendance fell first in the two schools on the hill. " * 250
    made = change({"plan": text}, {"plan": text[:6000] + "!" + text[6000:]})
    assert made == {"plan": [6000, len(text) - 6000, "!"]}


@pytest.mark.parametrize(
    "tampered",
    [
        {"full": {"situation": "Another’s.", "plan": "", "account": ""}},
        {"delta": {"plan": [0, 0, "Another’s."]}},
        {"delta": {"plan": [9, 9, ""]}},
        {"digest": "0" * 64},
        {"chain": "0" * 64},
        {"parent": 1},
        {"parent": 40},
        {"other": 2},
        {"number": 1},
    ],
)
def test_what_was_changed_behind_our_back_shows(tampered):
    kept = history([{"situation": "a" * n, "plan": "b", "account": ""} for n in range(5)])
    at = 0 if "full" in tampered else 3
    kept[at] = replace(kept[at], **tampered)
    with pytest.raises(Broken):
        verify(kept)


def test_a_revision_left_out_shows():
    kept = history([{"plan": "a" * n} for n in range(5)])
    del kept[2]
    with pytest.raises(Broken) as broken:
        verify(kept)
    assert broken.value.number == 4


def test_rebuilding_says_which_revision_is_broken():
    kept = {one.number: one for one in history([{"plan": "a" * n} for n in range(5)])}
    kept[3] = replace(kept[3], delta={"plan": [0, 0, "?"]})
    with pytest.raises(Broken) as broken:
        rebuild(kept, 4)
    assert broken.value.number == 3


def test_both_parents_are_in_the_chain():
    digest = digest_of({"plan": "x"})
    assert (
        len({chained("a", digest=digest), chained("a", "b", digest=digest), chained("b", "a", digest=digest)})
        == 3
    )


def test_the_order_of_the_questions_is_part_of_what_is_hashed():
    assert digest_of({"a": "x", "b": "y"}) != digest_of({"b": "y", "a": "x"})
    assert canonical({"a": "é\n“x”"}) == '[["a","é\\n“x”"]]'.encode()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\0b\x0bc\x1b[0m", "abc[0m"),
        ("end ", "end "),
        ("a\tb", "a\tb"),
        ("x\ud800y", "xy"),
        ("a\u2028b", "a\nb"),
        ("e\u0301", "e\u0301"),
        ("<b>x</b>", "<b>x</b>"),
    ],
)
def test_text_is_kept_as_it_was_typed_and_without_what_is_no_text(typed, kept):
    assert plain(typed) == kept


def test_of_all_characters_only_controls_and_halves_are_left_out():
    line_ends = "\r\u2028\u2029"
    every = "".join(c for c in map(chr, range(sys.maxunicode + 1)) if c not in line_ends)
    assert plain(every) == "".join(
        c for c in every if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")
    )
