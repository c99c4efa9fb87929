"""Who sits in a window and who does not and why; more time, a failure given back, and a later window for one."""

from datetime import date, timedelta

import pytest

from npq.domain.assessment.kinds import SittingState
from npq.domain.assessment.models import Sitting
from npq.domain.assessment.operations.entering import open_case
from npq.domain.assessment.operations.route import say_how_far
from npq.domain.assessment.operations.sweeps import close_windows, enter_participants, remind_of_windows
from npq.domain.learning.models import Study
from npq.domain.people.operations import give_role
from npq.domain.registration.models import Registration
from npq.kernel.viewer import Role, RoleKind, Viewer
from tests import world
from tests.domain.assessment.windows.conftest import CLOSES, DURING, OPENS
from tests.web.provider.windows.conftest import day
from tests.web.visitor import Visitor
from tests.world import AT, BY

pytestmark = pytest.mark.usefixtures("clock")

BASE = "/provider/assessment"
LONGER = {**day("last_day", 16, 12), "reason": "work"}


@pytest.fixture
def at_sitter(window, sitting) -> str:
    """The address of Amina's sitting, as staff see it."""
    return f"{BASE}/{window}/{sitting}"


def test_who_is_ready_or_not_is_said_with_the_reason(browser, window, ready):
    page = browser.open(f"{BASE}/{window}").follow("1 is not in it: who, and why")
    assert page.table == [["Amina Clarke", "Ready: entered 21 days before it opens"]]
    Study.objects.update(enough_at=None)
    page = browser.open(page.path)
    assert "minutes of self-study are left to do" in page.table[0][1]
    assert page.send(why="study").table
    assert not page.send(why="ready").table
    assert not page.send(text="Nobody").table
    enter_participants(by=BY, at=OPENS - timedelta(days=20))
    assert len(browser.open(page.path).table) == 1


def test_who_is_ready_in_the_last_three_weeks_is_entered_within_minutes(browser, window, ready, clock):
    clock.move_to(OPENS - timedelta(days=20))
    page = browser.open(f"{BASE}/{window}/not-in")
    assert page.table == [["Amina Clarke", "Ready: entered within minutes"]]


def test_who_sits_is_found_by_name_and_state_with_the_last_letter(browser, window, sitting):
    page = browser.open(f"{BASE}/{window}")
    assert page.table == [["Amina Clarke", "Entered", "14 December 2026 at 11:59pm", "None yet"]]
    remind_of_windows(by=BY, at=OPENS - timedelta(days=6))
    page = browser.open(f"{BASE}/{window}")
    assert page.table[0][3] == "It opens soon 1 December 2026"
    assert "Entered: 1." in page.text
    assert page.send(text="clarke", state="entered").table
    assert "Nobody fits these filters" in page.send(state="submitted").text


def test_more_time_is_given_within_the_rules(browser, at_sitter):
    form = browser.open(at_sitter).follow("Give more time to Amina Clarke")
    assert "up to 10 days after the window" in form.text
    page = form.send(LONGER)
    assert page.path == at_sitter
    assert "With an extension (something at work): 16 December 2026 at 11:59pm" in page.rows["Deadline"]
    assert any("Deadline moved to 16 December 2026 at 11:59pm" in row[1] for row in page.table)
    refused = form.send({**LONGER, **day("last_day", 26, 12)})
    assert refused.errors == ["An extension can be up to 10 days after the window"]


def test_no_more_time_is_offered_once_a_window_is_over_for_somebody(browser, at_sitter, clock):
    clock.move_to(CLOSES + timedelta(days=1))
    close_windows(by=BY, at=CLOSES + timedelta(days=1))
    page = browser.open(f"{at_sitter}/more-time")
    assert "they can be given no more time in it" in page.text
    assert not page.offered


def test_a_failure_before_anybody_is_entered_says_that_nobodys_deadline_could_change(browser, window):
    page = browser.open(f"{BASE}/{window}/failure")
    shown = page.send(button="See what it does", reason="service_failed", minutes="45")
    assert "There is nobody here whose deadline could change" in shown.text


def test_what_failed_for_one_is_given_back_to_one(browser, at_sitter, sitting, clock):
    clock.move_to(DURING)
    form = browser.open(at_sitter).follow("Give back the time that a failure took")
    assert form.send(button="See what it does").errors == [
        "Select what failed",
        "Enter how many minutes were lost",
    ]
    shown = form.send(button="See what it does", reason="connection_failed", minutes="90")
    assert shown.table == [["1 person", "14 December 2026 at 11:59pm", "15 December 2026 at 1:29am"]]
    assert Sitting.objects.get().deadline_at == CLOSES
    page = shown.send(button="Give back 90 minutes")
    assert (
        "With the time that was lost (the connection failed): 15 December 2026 at 1:29am"
        in page.rows["Deadline"]
    )
    assert shown.send(button="Give back 90 minutes").path == at_sitter
    assert Sitting.objects.get().deadline_at == CLOSES + timedelta(minutes=90)


def test_moving_says_what_it_means_and_does_it(browser, at_sitter, make, other):
    assert "There is no later window" in browser.open(f"{at_sitter}/move").text
    make(date(2027, 3, 1), case=other)
    form = browser.open(at_sitter).follow("Move them to the next window")
    assert "from 1 March 2027 to 8 March 2027 at 11:59pm" in form.text
    assert form.send().errors == ["Select a reason"]
    page = form.send(reason="work")
    assert "Moved to a later window. Something at work" in page.text
    assert "cannot be moved" in browser.open(f"{at_sitter}/move").text


def test_what_happened_is_told_in_order(browser, at_sitter, amina, sitting, clock):
    clock.move_to(DURING)
    open_case(by=amina, at=DURING, sitting_id=sitting)
    assert [row[1] for row in browser.open(at_sitter).table] == ["Entered", "Opened the case"]


def test_while_a_response_is_marked_the_next_move_is_the_providers(browser, at_sitter, sitting):
    row = Sitting.objects.get()
    row.state = SittingState.SEALED.value
    say_how_far(row, DURING)
    page = browser.open(at_sitter).follow("Their registration")
    assert "You make the next move. The response is being marked." in page.text


def test_nobody_acts_on_their_own_sitting(amina, northlight, at_sitter):
    acts = {"kind": RoleKind.LEAD_PROVIDER, "organisation_id": northlight}
    give_role(by=BY, at=AT, person_id=amina.own_id, **acts)
    browser = Visitor(Viewer.person(amina.own_id, Role(RoleKind.LEAD_PROVIDER, northlight)))
    assert "This is your own place" in browser.open(at_sitter).text
    for path in ("more-time", "failure", "move"):
        assert browser.status(f"{at_sitter}/{path}") == 404
        assert browser.post_to(f"{at_sitter}/{path}", {**LONGER, "minutes": "10"}).status == 404


@pytest.mark.parametrize("path", ["", "/more-time", "/failure", "/move"])
def test_another_providers_staff_and_participants_find_nothing(merricks, aminas, at_sitter, path):
    for stranger in (merricks, aminas):
        assert stranger.status(f"{at_sitter}{path}") == 404
        if path:
            sent = {**LONGER, "minutes": "10"}
            assert stranger.post_to(f"{at_sitter}{path}", sent).status == 404
    assert Sitting.objects.get().deadline_at == CLOSES


def test_a_sitting_is_found_in_its_own_window_alone(browser, make, sitting, other):
    beside = make(date(2027, 3, 1), case=other)
    assert browser.status(f"{BASE}/{beside}/{sitting}") == 404


def test_lists_ask_as_much_for_many_as_for_one(
    browser, window, ready, sitting, provider, northlight, django_assert_max_num_queries
):
    with django_assert_max_num_queries(22):
        browser.open(f"{BASE}/{window}")
    for name in ("Bea", "Cy", "Di", "Eve"):
        person = world.person(f"{name} Other")
        registered = world.registration(person, northlight)
        Registration.objects.filter(id=registered).update(status="accepted")
        row = Sitting.objects.get(id=sitting)
        row.pk, row.registration_id = None, registered
        row.save(force_insert=True)
    with django_assert_max_num_queries(22):
        page = browser.open(f"{BASE}/{window}")
    assert len(page.table) == 5


def test_a_failure_for_everybody_is_given_back_once(browser, window, amina, sitting, northlight, clock):
    clock.move_to(DURING)
    form = browser.open(f"{BASE}/{window}").follow("Give back the time that a failure took")
    shown = form.send(button="See what it does", reason="service_failed", minutes="45")
    colleague = Visitor(world.staff(northlight, "Pat Colleague"))
    theirs = colleague.open(f"{BASE}/{window}/failure").send(
        button="See what it does", reason="service_failed", minutes="30"
    )
    page = shown.send(button="Give back 45 minutes")
    assert "This service failed, 45 minutes" in page.text
    (says,) = theirs.send(button="Give back 30 minutes").errors
    assert "A colleague has noted a failure since you opened the page" in says
    assert Sitting.objects.get().deadline_at == CLOSES + timedelta(minutes=45)
