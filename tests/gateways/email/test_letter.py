import re

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from npq.gateways.email.failures import WordsDoNotFit
from npq.gateways.email.letter import LETTERS, names, words_of, write

PACKAGE = LETTERS.parents[2]
LINK = "http://127.0.0.1:8000/somewhere"


def words_for(template: str) -> dict[str, str]:
    """Something plausible for every word of a letter."""
    return {word: LINK if "link" in word.split("_") else f"<{word}>" for word in words_of(template)}


@pytest.mark.parametrize("template", names())
def test_a_letter_with_its_words_is_finished(template):
    subject, body = write(template, words_for(template))
    assert 10 < len(subject) < 200
    assert not set("{}%#") & set(subject + body)
    assert body.endswith("\n")
    for word in words_for(template).values():
        assert word in subject + body


@pytest.mark.parametrize("template", names())
def test_a_letter_is_short_and_says_who_writes(template, settings):
    _, body = write(template, words_for(template))
    before, _, after = body.partition(settings.SERVICE_NAME)
    assert len(before.split()) < 150
    assert settings.CONTACT_EMAIL in after
    assert "\n\n\n" not in body


@pytest.mark.parametrize("template", names())
def test_a_letter_has_one_link_and_a_way_to_stop_where_it_was_asked_for(template):
    links = [word for word in words_of(template) if word.endswith("_link")]
    assert len(links) <= (2 if template == "registration-open" else 1)
    _, body = write(template, words_for(template))
    assert body.count("http") == len(links)
    for line in body.splitlines():
        assert "http" not in line or line == LINK


@pytest.mark.parametrize("template", names())
def test_a_letter_asks_for_no_more_about_a_person_than_it_needs(template):
    about_people = {"participant"} if template.startswith(("sponsor-re", "shared-")) else set()
    if template in {"sponsor-request", "sponsor-reminder"}:
        about_people |= {"sponsor"}  # who is addressed by name
    words = words_of(template)
    assert words & {"participant", "name", "full_name", "email", "sponsor", "date_of_birth"} == about_people


@pytest.mark.parametrize("template", [name for name in names() if not name.startswith(("sign-in", "email-"))])
def test_a_letter_says_whose_move_it_is(template):
    _, body = write(template, words_for(template))
    assert re.search(r"(your|'s) move|You need not do anything", body)


def test_a_letter_in_the_demonstration_says_so(settings):
    _, body = write("sign-in-code", words_for("sign-in-code"))
    assert "demonstration" not in body
    settings.DEMONSTRATION = True
    _, body = write("sign-in-code", words_for("sign-in-code"))
    assert "This is a demonstration." in body


def test_a_missing_word_fails():
    words = words_for("sponsor-request")
    del words["reply_by"]
    with pytest.raises(WordsDoNotFit, match="reply_by"):
        write("sponsor-request", words)


def test_a_word_too_many_fails():
    with pytest.raises(WordsDoNotFit, match="date_of_birth"):
        write("sign-in-code", words_for("sign-in-code") | {"date_of_birth": "1980-01-01"})


def test_a_word_the_parser_did_not_see_fails_too(monkeypatch):
    monkeypatch.setattr("npq.gateways.email.letter.words_of", lambda template: frozenset())
    with pytest.raises(UndefinedError):
        write("sign-in-code", {})


def test_an_unknown_letter():
    with pytest.raises(TemplateNotFound):
        write("valentine", {})


def test_a_part_of_letters_is_no_letter():
    assert (LETTERS / "_foot.txt").exists()
    assert "_foot" not in names()


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Ann\r\nBcc: everyone@school.example", "Ann Bcc: everyone@school. example"),
        ("Win a prize at https://evil.example/x", "Win a prize at https evil. example/x"),
        ("Dr. A. N. O’Neill-Smith Jr.", "Dr. A. N. O’Neill-Smith Jr."),
        ("  too   much \n space ", "too much space"),
    ],
)
def test_a_name_cannot_smuggle_anything_in(typed, written):
    words = words_for("sponsor-reminder") | {"participant": typed}
    subject, body = write("sponsor-reminder", words)
    assert subject == f"Reminder: {written} is waiting for your answer"
    assert f"{written} has registered" in body


def test_what_is_optional_may_be_empty():
    words = words_for("registration-submitted") | {"sponsor_by": ""}
    _, body = write("registration-submitted", words)
    assert "sponsor" not in body


@pytest.mark.parametrize("template", names())
def test_a_letter_is_posted_by_somebody(template):
    code = "\n".join(path.read_text() for path in PACKAGE.rglob("*.py"))
    assert f'"{template}"' in code


def test_letters_and_pages_spell_email_alike():
    pages = [path for folder in ("web", "demo") for path in (PACKAGE / folder).rglob("templates/**/*.html")]
    assert pages
    assert not [
        path for path in (*LETTERS.glob("*.txt"), *pages) if "e-mail" in path.read_text("utf-8").lower()
    ]
