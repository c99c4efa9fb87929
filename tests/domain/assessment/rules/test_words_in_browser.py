"""The browser's rule of words and ours are one: the same counts and the same places, of any text."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from npq.domain.assessment.rules import letters
from npq.domain.assessment.rules.word_examples import word_examples
from npq.domain.assessment.rules.words import (
    VERSION,
    WHITE_SPACE,
    counted,
    in_code_points,
    in_utf16,
    place_of_limit,
    references_at,
)
from tests.domain.assessment.rules.test_words import LETTERS, LIMIT, SCALARS, kind, texts

pytestmark = pytest.mark.story

STATIC = Path(__file__).parents[4] / "npq" / "web" / "shared" / "static" / "npq"
ORIGIN = "http://words.example"

# What both say of each text. Sent as ASCII, so that not even half of a pair of surrogates is lost on the way.
SAY = """async (given) => {
  const rule = await import("/words.js");
  return JSON.stringify(JSON.parse(given).map(([text, limit]) => {
    const found = rule.counted(text, limit);
    const place = rule.placeOfLimit(text, limit);
    const references = rule.referencesAt(text);
    return [found.counted, found.excluded, found.over, place, references,
      place === null ? null : rule.inCodePoints(text, place), rule.inCodePoints(text, references),
      rule.inUtf16(text, rule.inCodePoints(text, references))];
  }));
}"""

# The words of each character between two letters, and alone; no halves of pairs.
EACH = """async () => {
  const rule = await import("/words.js");
  let found = "";
  for (let code = 0; code <= 0x10ffff; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    found += rule.count(`a${character}b ${character}`);
  }
  return found;
}"""

TAKES = """async (text) => {
  const rule = await import("/words.js");
  const times = [];
  for (let run = 0; run < 20; run += 1) {
    const began = performance.now();
    rule.counted(text, 2500);
    rule.placeOfLimit(text, 2500);
    times.push(performance.now() - began);
  }
  return Math.min(...times);
}"""

Answer = list[Any]


@pytest.fixture(scope="module")
def evaluate(browser: Browser) -> Iterator[Callable[..., Any]]:
    """Runs a function in a page that may import our scripts and complains of nothing."""
    page = browser.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.route(
        f"{ORIGIN}/", lambda route: route.fulfill(content_type="text/html", body="<title>Words</title>")
    )
    page.route("**/*.js", lambda route: route.fulfill(path=STATIC / route.request.url.rpartition("/")[2]))
    page.goto(f"{ORIGIN}/")
    yield page.evaluate
    page.close()
    assert not complaints


def ours(text: str, limit: int) -> Answer:
    found, place, references = counted(text, limit), place_of_limit(text, limit), references_at(text)
    units = None if place is None else in_utf16(text, place)
    at = in_utf16(text, references)
    assert in_code_points(text, at) == references
    return [found.counted, found.excluded, found.over, units, at, place, references, at]


def agree(evaluate: Callable[..., Any], given: list[tuple[str, int]]) -> None:
    # Two halves of a pair that meet are one character to a browser; a text that was sent has none apart.
    sent = [(json.loads(json.dumps(text)), limit) for text, limit in given]
    theirs = json.loads(evaluate(SAY, json.dumps(sent)))
    for (text, limit), answer in zip(sent, theirs, strict=True):
        assert answer == ours(text, limit), ascii(text)


def test_both_are_the_same_version_with_the_same_letters(evaluate):
    assert evaluate("async () => (await import('/words.js')).VERSION") == VERSION
    theirs = evaluate("async () => (await import('/letters.js')).RANGES")
    assert theirs.split() == letters.RANGES.split()


def test_every_example_is_counted_alike_at_every_limit(evaluate):
    for limit in (0, 1, 2, 7, LIMIT):
        agree(evaluate, [(example.whole, limit) for example in word_examples()])


def test_every_character_is_the_same_to_both(evaluate):
    words = {"space": "2", "letter": "2", "other": "1"}
    assert evaluate(EACH) == "".join(words[kind(character)] for character in SCALARS)


def test_letters_and_white_space_are_told_apart(evaluate):
    agree(evaluate, [(f"a{character}b", 1) for character in WHITE_SPACE + "".join(sorted(LETTERS)[::50])])


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(texts, st.integers(0, 12)), max_size=40))
def test_any_texts_are_counted_alike(evaluate, given):
    agree(evaluate, given)


def test_a_whole_response_is_counted_in_less_than_five_milliseconds(evaluate):
    assert evaluate(TAKES, "improvement across schools; " * 834) < 5
