"""What holds for the assessment is looked at and decided anew; windows that are made keep what they have."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from npq.domain.assessment.models import AssessmentVersion, Policy, Rubric, Window
from npq.domain.assessment.queries.policies import policy_for
from tests import world
from tests.web.provider.windows.conftest import day
from tests.web.visitor import Visitor
from tests.world import AT, NPQEL

pytestmark = pytest.mark.usefixtures("clock")

RULES = "/provider/assessment/rules"


@pytest.fixture
def decide(browser, assessment):
    return browser.open(RULES).follow("Decide other rules for Executive leadership, Northlight Institute")


def whose(page) -> dict[str, str]:
    return {row[0]: row[2] for row in page.table}


def test_without_a_decision_everything_is_ours(browser, assessment):
    page = browser.open(RULES)
    assert set(whose(page).values()) == {"Ours"}
    assert "You have decided none of your own" in page.text


def test_what_changes_is_shown_before_it_is_decided(decide, northlight):
    shown = decide.send(word_limit="2,000", attempts="2", over_limit="refuse")
    assert shown.table == [
        [
            "Words",
            "up to 200. Whoever marks it stops reading at the limit, and you see where that is",
            "up to 2,000. A longer response cannot be submitted",
        ],
        [
            "Attempts",
            "3. Moving to a later window uses none, and neither does a window you miss",
            "2. Moving to a later window uses none, and neither does a window you miss",
        ],
    ]
    assert not Policy.objects.exclude(lead_provider=None).exists()
    page = shown.send(button="Decide these rules")
    assert page.path == RULES
    assert {about for about, who in whose(page).items() if who == "Yours"} == {"Words", "Attempts"}
    public = Visitor().open(f"/assessment/provider/{northlight}")
    assert "up to 2,000" in public.text
    assert "Northlight Institute’s rules" in public.text


def test_rules_can_begin_later(decide, northlight):
    shown = decide.send({**day("decides_from", 1, 1, 2027), "grace_minutes": "0", "sample_percent": "100"})
    page = shown.send(button="Decide these rules")
    assert "From 1 January 2027" in page.text
    assert "Late: Nothing counts that arrives after the deadline" in page.text
    assert set(whose(page).values()) == {"Ours"}
    assert "You have decided others, which hold from 1 January 2027" in page.text
    public = Visitor().open(f"/assessment/provider/{northlight}")
    assert "It has decided others for new windows that open on 1 January 2027 or later" in public.text
    assert "because it has decided no others" not in public.text
    assert policy_for(northlight, NPQEL, date(2027, 1, 1)).grace_minutes == 0
    assert policy_for(northlight, NPQEL, date(2026, 12, 31)).grace_minutes == 15


def test_a_window_keeps_the_rules_it_was_made_with(browser, window, decide):
    before = Window.objects.get().policy_id
    decide.send(word_limit="3000").send(button="Decide these rules")
    assert Window.objects.get().policy_id == before
    assert "up to 200." in browser.open(f"/provider/assessment/{window}").rows["Words"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"word_limit": "99"}, "Word limit must be a whole number from 100 to 20,000"),
        ({"attempts": "many"}, "Attempts must be a whole number from 1 to 20"),
        ({"window_days": ""}, "Enter a number from 1 to 60 for “Length of a window”"),
        (day("decides_from", 1, 11), "The first day must be today or later"),
    ],
)
def test_what_cannot_be_is_said_kindly(decide, wrong, says):
    assert decide.send(wrong).errors == [says]


def test_who_decides_what_a_colleague_has_decided_is_told(decide, northlight):
    mine = decide.send(attempts="2")
    colleague = Visitor(world.staff(northlight, "Pat Colleague"))
    theirs = colleague.open(decide.path).send(attempts="4")
    theirs.send(button="Decide these rules")
    (says,) = mine.send(button="Decide these rules").errors
    assert "A colleague has decided other rules since you opened the page" in says
    assert policy_for(northlight, NPQEL, AT.date() + timedelta(days=1)).attempts == 4


def test_newer_criteria_come_with_the_next_decision(browser, decide, clock):
    decide.send(attempts="2").send(button="Decide these rules")
    newer, rubric = AssessmentVersion.objects.get(), Rubric.objects.get()
    rubric.pk, rubric.version, rubric.digest = uuid4(), "2", "r" * 64
    rubric.save(force_insert=True)
    newer.pk, newer.version, newer.digest, newer.rubric = uuid4(), "2", "n" * 64, rubric
    newer.published_at = AT + timedelta(seconds=1)
    newer.save(force_insert=True)
    clock.move_to(AT + timedelta(hours=1))
    assert "Version 2 is published, and holds for you from when" in browser.open(RULES).text
    shown = browser.open(decide.path).send()
    assert "From then on responses are marked by version 2 of the criteria" in shown.text
    assert "Version 2 is published" not in shown.send(button="Decide these rules").text
    assert Policy.objects.filter(rubric=rubric.pk).count() == 1


def test_another_providers_staff_and_participants_find_nothing(merricks, aminas, decide, northlight):
    for stranger in (merricks, aminas):
        assert stranger.status(decide.path) == 404
        assert stranger.post_to(decide.path, {"word_limit": "2000"}).status == 404
    assert aminas.status(RULES) == 404
    assert "Northlight" not in merricks.open(RULES).text
