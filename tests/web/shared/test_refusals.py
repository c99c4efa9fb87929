"""Refusals in words."""

from datetime import UTC, date, datetime
from enum import StrEnum

import pytest

from npq.kernel.refusals import Refusal
from npq.web.shared import refusals
from npq.web.shared.refusals import WITHOUT_WORDS, audience_of, words_for


class Code(StrEnum):
    FULL = "full"


@pytest.mark.parametrize(
    ("module", "package"),
    [
        ("npq.web.provider.accept", "npq.web.provider"),
        ("npq.web.participant.register.forms", "npq.web.participant"),
        ("npq.web.shared.sign_in.pages", "npq.web.shared"),
        ("npq.demo.pages", "npq.demo"),
    ],
)
def test_a_module_speaks_the_words_of_its_audience(module, package):
    assert audience_of(module) == package


def words(monkeypatch, table: dict[str, dict]) -> None:
    monkeypatch.setattr(refusals, "_table", lambda package: table.get(package, {}))


def test_an_audiences_own_words_come_before_those_for_all(monkeypatch):
    words(
        monkeypatch,
        {"npq.web.provider": {Code.FULL: "Your list is full"}, "npq.web.shared": {Code.FULL: "Full"}},
    )
    assert words_for(Refusal(Code.FULL), "npq.web.provider.accept") == "Your list is full"
    assert words_for(Refusal(Code.FULL), "npq.web.sponsor.approve") == "Full"


def test_facts_are_filled_in_as_people_write_them(monkeypatch):
    words(monkeypatch, {"npq.web.public": {Code.FULL: "{count} since {day}, closed {at}"}})
    facts = {"count": 3, "day": date(2026, 10, 1), "at": datetime(2026, 7, 1, 13, 5, tzinfo=UTC)}
    assert words_for(Refusal(Code.FULL, **facts), "npq.web.public.x") == (
        "3 since 1 October 2026, closed 1 July 2026 at 2:05pm"
    )


def test_without_words_there_is_still_an_answer():
    assert words_for(Refusal(Code.FULL), "npq.web.public.x") == WITHOUT_WORDS
