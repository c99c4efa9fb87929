"""What is found among essays on one case that share its facts, names and figures; what is made of it."""

import pytest

from npq.domain.assessment.kinds import Origin
from npq.domain.assessment.rules.alike import Line, OwnPassage, Passage, Text, compare, own_view
from npq.domain.assessment.rules.comparison import Comparison
from npq.domain.assessment.rules.shingles import fingerprint, numbers_of, places_of
from tests.domain.assessment.alike import essays

SALT = b"of this family"
MANY = 60


@pytest.fixture(scope="module")
def given():
    return numbers_of(essays.given(), SALT)


@pytest.fixture(scope="module")
def read(given):
    """Reads a text as it is compared."""

    def read(key, text, origin=Origin.WINDOW, writer=None):
        return Text(key, fingerprint(text, SALT, given), origin, writer)

    return read


@pytest.fixture
def comparison(given):
    """Compares texts, given by their keys."""

    def comparison(texts, line=None):
        made = Comparison(line or Line())
        for key, (text, *rest) in texts.items():
            made.add(key, fingerprint(text, SALT, given), *rest)
        return made

    return comparison


def own(number, words=150):
    """A paragraph that only one writer would write."""
    return essays.passage(essays.Planted("copied", number, 0), words)


def test_every_copied_paragraph_is_found_and_independent_scripts_are_not(comparison):
    texts, planted = {}, set()
    for number, text, what in essays.essays(MANY, copied=12):
        texts[number] = (text,)
        if what:
            planted.add((what.taker, what.giver))
    assert len(planted) == 12
    assert {(one.first, one.second) for one in comparison(texts).likenesses()} == planted


def test_a_passage_is_told_where_it_stands_in_both_texts(read):
    copied = own(1, 60)
    mine, theirs = f"{own(2, 90)}\n\n{copied}", f"{copied} {own(3, 70)}"
    found = compare(read("a", mine), read("b", theirs))
    assert found is not None
    (passage,) = found.passages
    assert _cut(mine, passage.first) == _cut(theirs, passage.second) == copied.rstrip(".?!")
    assert passage.words == found.longest == passage.first[1] - passage.first[0]
    assert found.shared == passage.words - 7
    assert found.containment == pytest.approx(found.shared / (len(places_of(theirs)) - 7), rel=0.1)


def test_a_passage_goes_on_over_a_word_or_two_that_differ(read):
    words = own(1, 90).replace("“", "").split()
    changed = [*words[:30], "altogether", *words[31:60], *words[62:]]
    found = compare(read("a", " ".join(words)), read("b", " ".join(changed)))
    assert found is not None
    assert len(found.passages) == 1
    assert found.longest < found.passages[0].words


def test_sentences_in_another_order_are_passages_of_their_own(read):
    first, second = own(1, 45), own(2, 45)
    found = compare(read("a", f"{first} {second}"), read("b", f"{second} {first}"))
    assert found is not None
    assert len(found.passages) == 2


def test_below_the_line_nothing_is_found(read):
    line = Line(shingles=40, run=20)
    assert compare(read("a", own(1, 40)), read("b", own(1, 40)), line) is None
    assert compare(read("a", own(1, 60)), read("b", own(1, 60)), line) is not None
    assert compare(read("a", own(1, 60)), read("b", own(1, 60)), Line(run=80)) is None


def test_the_case_the_questions_and_the_framework_never_count(read):
    text = "\n\n".join(essays.given())
    assert compare(read("a", text), read("b", text)) is None
    # Not even at the edges of what is own: a few own words around sentences of the case are no long passage.
    sentences = [f"{line} I find this hard." for line in essays.options("case")]
    assert compare(read("a", " ".join(sentences)), read("b", " ".join(reversed(sentences)))) is None


def test_what_is_quoted_never_counts(read):
    for form in ("“{0}”", '"{0}"', "> {0}", "References\n\n{0}"):
        text = form.format(own(1).replace("“", "").replace("”", ""))
        assert compare(read("a", f"{own(2, 30)}\n\n{text}"), read("b", f"{own(3, 30)}\n\n{text}")) is None, (
            form
        )


def test_a_text_of_one_phrase_over_and_over_is_compared_in_reasonable_time(read):
    text = "we will listen to every one of our schools " * 280
    assert compare(read("a", text), read("b", text)) is None


def test_earlier_scripts_and_sources_are_compared_with_the_window_only(comparison):
    copied = own(1)
    found = comparison(
        {
            "old": (copied, Origin.EARLIER),
            "older": (copied, Origin.EARLIER),
            "book": (copied, Origin.SOURCE),
            "book too": (copied, Origin.SOURCE),
            "new": (copied, Origin.WINDOW),
        }
    ).likenesses()
    assert {(one.first, one.second, one.origin) for one in found} == {
        ("new", "old", Origin.EARLIER),
        ("new", "older", Origin.EARLIER),
        ("new", "book", Origin.SOURCE),
        ("new", "book too", Origin.SOURCE),
    }


def test_a_writer_is_not_compared_with_themselves(comparison):
    texts = {"then": (own(1), Origin.EARLIER, "amina"), "now": (own(1), Origin.WINDOW, "amina")}
    assert not list(comparison(texts).likenesses())


def test_what_very_many_have_is_told_apart_but_still_compared_with_sources(comparison):
    texts = {number: (f"{own(number, 40)}\n\n{own(99)}", Origin.WINDOW) for number in range(6)}
    texts["template"] = (own(99), Origin.SOURCE)
    made = comparison(texts, Line(widespread=4))
    assert {(one.first, one.second) for one in made.likenesses()} == {(n, "template") for n in range(6)}
    assert made.widespread().keys() == set(range(6))
    assert all(_cut(texts[key][0], span) in texts[key][0] for key, (span,) in made.widespread().items())
    assert not comparison(texts, Line(widespread=7)).widespread()


def test_finding_through_all_texts_finds_what_comparing_each_pair_finds(comparison, read):
    line = Line(shingles=10, run=11)
    texts = {number: (text,) for number, text, _ in essays.essays(16, copied=2, edited=2, shuffled=2)}
    found = {(one.first, one.second): one for one in comparison(texts, line).likenesses()}
    read_once = {key: read(key, *text) for key, text in texts.items()}
    expected = {}
    for later, one in read_once.items():
        for earlier in range(later):
            if likeness := compare(one, read_once[earlier], line):
                expected[later, earlier] = likeness
    assert found == expected
    assert len(expected) > 6


def test_a_writer_sees_their_own_passages_their_length_and_what_kind_of_text_has_them(comparison):
    copied, more = own(1, 80), own(1, 100)
    texts = {
        "mine": (f"{more} {own(2, 30)}", Origin.WINDOW),
        "theirs": (f"{own(3, 40)} {copied}", Origin.WINDOW),
        "another": (f"{own(4, 50)} {more}", Origin.WINDOW),
        "book": (copied, Origin.SOURCE),
    }
    found = list(comparison(texts).likenesses())
    mine = own_view("mine", found)
    assert [one.origin for one in mine] == [Origin.WINDOW, Origin.SOURCE]
    assert _cut(texts["mine"][0], mine[0].span) == more.rstrip(".?!")
    assert _cut(texts["mine"][0], mine[1].span) == copied.rstrip(".?!")
    assert set(OwnPassage.__dataclass_fields__) == {"span", "words", "origin"}
    assert own_view("nobody", found) == ()


def test_the_writer_of_an_earlier_script_sees_nothing_of_a_later_window(comparison):
    texts = {"old": (own(1), Origin.EARLIER), "new": (own(1), Origin.WINDOW)}
    found = list(comparison(texts).likenesses())
    assert own_view("new", found)
    assert not own_view("old", found)


def test_nothing_is_compared_with_nothing(comparison):
    assert not list(comparison({}).likenesses())
    assert not list(comparison({"a": ("",), "b": ("",)}).likenesses())


def test_a_passage_is_only_places_and_a_number():
    assert set(Passage.__dataclass_fields__) == {"first", "second", "words"}


def _cut(text, span):
    places = places_of(text)
    return text[places[span[0]][0] : places[span[1] - 1][1]]
