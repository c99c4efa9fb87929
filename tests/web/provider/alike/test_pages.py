"""Staff look at what responses share, side by side, set it aside or hold it, and two of them end it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from npq.domain.assessment.kinds import LookState
from npq.domain.assessment.models import Look, SealedScript
from npq.kernel.clock import LONDON
from tests import world
from tests.domain.assessment.looking.conftest import OVER, look_of, own
from tests.web.visitor import Visitor

NEXT = OVER + timedelta(days=5)
NAMES = ("Amina Clarke", "Bola Adeyemi", "Cleo Quiet")


@pytest.fixture
def base(window) -> str:
    return f"/provider/assessment/{window.id}/alike"


@pytest.fixture
def here(base, look) -> str:
    return f"{base}/{look}"


def record(visitor: Visitor, here: str, outcome: str = "own_words"):
    day = NEXT.astimezone(LONDON)
    return visitor.open(f"{here}/conversation").send(
        **{"held_on-day": str(day.day), "held_on-month": str(day.month), "held_on-year": str(day.year)},
        present_first="Sunil Rao", present_second="Thea Second", said="We wrote our notes together.",
        outcome=outcome, button="Record",
    )  # fmt: skip


def test_the_list_shows_numbers_and_no_names(sunils, base, compared):
    page = sunils.open(base)
    assert page.heading == "Shared passages"
    assert "To look at (2)" in page.text
    assert not [name for name in NAMES if name in page.text]
    for name in ("amina", "bola"):
        number = look_of(compared[name][1]).script.candidate_number
        assert page.links[number] == f"{base}/{look_of(compared[name][1]).id}"
    assert "%" not in page.text


def test_that_somebody_waits_is_said_where_windows_are_listed(sunils, base, compared, here):
    waits = "2 wait for you or a colleague"
    window = base.removesuffix("/alike")
    assert waits in sunils.open("/provider/assessment").text
    assert waits in sunils.open(window).text
    sunils.open(f"{here}/hold").send(button="Hold and write to them")
    assert "1 waits for you or a colleague" in sunils.open(window).text


def test_before_it_is_compared_it_says_what_comes(sunils, base, written):
    assert "It starts by itself" in sunils.open(base).text


def test_passages_stand_side_by_side_as_they_are_in_both(sunils, here):
    page = sunils.open(here)
    for paragraph in (own(1), own(2)):
        assert (
            page.text.count(paragraph.rstrip(".?!")) == 3
        )  # once on each side, and once in the whole response
    assert "In the answer to question 3" in page.text
    assert "The longest run without any difference is 8" in page.text
    assert not [name for name in NAMES if name in page.text]
    assert "%" not in page.text


def test_it_is_set_aside_for_a_reason_and_looked_at_again(sunils, theas, here, base, look):
    page = sunils.open(f"{here}/set-aside")
    assert page.send(button="Set aside").errors == ["Select what it is", "Enter what you saw"]
    after = page.send(reason="common_wording", text="A saying of the trust.", button="Set aside")
    assert after.path == base
    assert "Set aside (1)" in after.text
    page = theas.open(here)
    assert "Set aside by Sunil Rao" in page.text
    assert "A saying of the trust." in page.text
    page.send(button="Look at it again")
    assert Look.objects.get(id=look).state == LookState.TO_LOOK_AT


def test_a_hold_says_first_what_it_means_and_shows_then_whose_it_is(sunils, here, base, compared):
    page = sunils.open(here).follow("Hold and hear the writer")
    assert "you hear them within 14 days" in page.text
    after = page.send(button="Hold and write to them")
    number = look_of(compared["amina"][1]).script.candidate_number
    assert after.heading == f"{number}, Amina Clarke"
    assert "Bola Adeyemi" not in after.text
    assert "Amina Clarke" in sunils.open(base).text
    assert "Bola Adeyemi" not in sunils.open(base).text


def test_who_decides_second_is_told_kindly(sunils, theas, here):
    setting_aside, holding = sunils.open(f"{here}/set-aside"), sunils.open(f"{here}/hold")
    theas.open(f"{here}/hold").send(button="Hold and write to them")
    page = setting_aside.send(reason="other", text="Nothing.", button="Set aside")
    assert "Somebody has decided on this response since you opened the page" in page.errors[0]
    theas.open(f"{here}/release").send(button="Release")
    page = holding.send(button="Hold and write to them")
    assert "Somebody has decided on this response since you opened the page" in page.errors[0]


def test_the_talk_is_arranged_recorded_and_confirmed_by_another(sunils, theas, here, held, clock):
    page = sunils.open(here).follow("Invite to a conversation")
    day = NEXT.astimezone(LONDON)
    sent = {"day-day": str(day.day), "day-month": str(day.month), "day-year": str(day.year)}
    after = page.send(
        **sent, time="4pm", where="By video: https://meet.example/talk", button="Send the invitation"
    )
    assert "at 4pm: By video" in after.text
    clock.move_to(NEXT + timedelta(hours=18))
    page = record(sunils, here)
    assert "one alone cannot" in page.text
    assert "Confirm the outcome" not in page.links
    assert sunils.open(f"{here}/confirm").send(button="Confirm").errors == [
        "You recorded this conversation, so somebody else from your organisation has to confirm the outcome"
    ]
    after = theas.open(here).follow("Confirm the outcome").send(button="Confirm")
    assert "Released by Thea Second" in after.text
    assert "After the conversation" in after.text


def test_a_record_that_was_written_anew_is_read_again_before_it_is_confirmed(
    sunils, theas, here, held, clock
):
    clock.move_to(NEXT + timedelta(hours=18))
    record(sunils, here)
    confirming = theas.open(f"{here}/confirm")
    clock.move_to(NEXT + timedelta(hours=19))
    record(sunils, here, "own_procedure")
    page = confirming.send(button="Confirm")
    assert "recorded anew since you opened the page" in page.errors[0]
    assert "the hold goes on until you release it" in page.text
    after = page.send(button="Confirm")
    assert "waits until your own procedure has ended" in after.text
    after = after.follow("Release").send(button="Release")
    assert "Your own procedure has ended" in after.text


def test_nothing_to_talk_about_after_all(sunils, here, held):
    after = sunils.open(f"{here}/release").send(button="Release")
    assert "Without a conversation" in after.text


def test_strangers_and_whoever_was_in_the_window_find_nothing(
    here, base, held, zeds, meridian, compared, clock
):
    clock.move_to(OVER)
    ways = [
        base,
        here,
        *(f"{here}/{end}" for end in ("set-aside", "hold", "invite", "conversation", "confirm", "release")),
    ]
    for visitor in (
        zeds,
        Visitor(world.staff(meridian, "Mo Meridian")),
        Visitor(world.official()),
        Visitor(compared["amina"][0]),
    ):
        assert {visitor.status(way) for way in ways} == {404}


def test_what_was_never_held_has_no_conversation(sunils, here):
    for end in ("invite", "conversation", "confirm", "release"):
        assert sunils.status(f"{here}/{end}") == 404


def test_a_long_list_costs_as_many_queries_as_a_short_one(sunils, base, window, compared):
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            sunils.open(base)
        return len(caught)

    sunils.open(base)
    before = queries()
    another = SealedScript.objects.get(look=None)
    Look.objects.create(script=another, window=window, opened_at=OVER, state_changed_at=OVER)
    assert queries() == before
