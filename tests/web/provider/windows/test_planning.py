"""A provider's staff make a window, change it until it opens, and its question time until it closes."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from npq.domain.assessment.kinds import RetirementReason, WindowKind
from npq.domain.assessment.models import CaseVersion, Policy, Window
from npq.domain.assessment.operations.setting import retire_case
from npq.gateways.email.models import KeptLetter
from tests import world
from tests.domain.assessment.windows.conftest import CLOSES, DURING, OPENS
from tests.jobs import run_queued_jobs
from tests.web.provider.windows.conftest import day
from tests.web.visitor import Visitor
from tests.world import AT, NPQEL

pytestmark = pytest.mark.usefixtures("clock")

DAYS = {**day("opens_on", 7, 12), **day("closes_on", 14, 12)}
BASE = "/provider/assessment"


@pytest.fixture
def plan(browser, live):
    """The form in which a window of the assessment is planned."""
    return browser.open(BASE).follow("Make a window").send(kind="live")


def test_a_window_is_made(plan, live, browser):
    assert "Your rules say that a window has 8 days" in plan.text
    page = plan.send({"name": "December 2026", "case": str(live), "cohort": "anybody", **DAYS})
    assert page.heading == "December 2026"
    assert page.rows["Open"] == "7 December 2026 to 14 December 2026 at 11:59pm"
    assert "What arrives until 15 December 2026 at 12:14am counts" in page.rows["Late"]
    assert "December 2026" in browser.open(BASE).links


def test_another_length_than_the_rules_say_is_said(plan, live, browser, window):
    said = {**day("opens_on", 1, 1, 2027), **day("closes_on", 20, 1, 2027)}
    page = plan.send({"name": "Long", "case": str(live), "cohort": "anybody", **said})
    assert "It is open for 20 days. Your rules, which everybody can read, say 8." in page.text
    assert "It is open for" not in browser.open(f"{BASE}/{window}").text


def test_it_can_be_for_one_cohort_and_have_a_question_time(plan, live):
    said = {
        "name": "One cohort",
        "case": str(live),
        "clinic_time": "4pm",
        "clinic_link": "https://meet.example/x",
    }
    assert "Cohort 2026b" in plan.offered
    cohort = Window._meta.get_field("cohort").related_model.objects.get()
    page = plan.send({**said, **DAYS, **day("clinic_on", 8, 12), "cohort": str(cohort.id)})
    assert page.rows["For"].startswith("Cohort 2026b")
    assert page.rows["Question time"].startswith("8 December 2026 at 4pm, with a link to join")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"clinic_time": "soon"}, "Time must be a time, like 4pm or 16:30"),
        ({"clinic_time": "4pm"}, "Enter a day for your question time"),
        (day("clinic_on", 8, 12), "Enter a time for your question time"),
        ({"clinic_link": "javascript:alert(1)"}, "Enter a link that begins with https://"),
        (
            {"clinic_link": "https://meet.example/x"},
            "Enter when your question time is, or leave out its link",
        ),
        (
            {"clinic_time": "4pm", **day("clinic_on", 1, 12)},
            "Your question time must be while the window is open",
        ),
        (day("opens_on", 2, 11), "The first day must be after today"),
        (day("closes_on", 1, 12), "The last day must be the same as or after the first day"),
    ],
)
def test_what_cannot_be_is_said_kindly(plan, live, wrong, says):
    said = {"name": "December 2026", "case": str(live), "cohort": "anybody", **DAYS}
    assert plan.send({**said, **wrong}).errors == [says]
    assert not Window.objects.exists()


def test_only_cases_of_its_kind_that_can_still_be_set_are_offered(browser, live, rehearsal, northlight):
    of = f"{BASE}/new/{northlight}/{NPQEL}"
    assert any("Two gates" in words for words in browser.open(f"{of}/live").offered)
    assert not any("Two gates" in words for words in browser.open(f"{of}/rehearsal").offered)
    retire_case(by=world.official(), at=AT, case_id=live, reason=RetirementReason.EXPOSED)
    assert not any("Two gates" in words for words in browser.open(f"{of}/live").offered)


def test_another_course_of_the_provider_is_offered_once_it_has_a_case(browser, live, northlight):
    other = world.qualification("npq-headship")
    world.offer(northlight, course=other)
    assert browser.open(f"{BASE}/new").offered == ["The assessment", "A rehearsal"]
    assert browser.status(f"{BASE}/new/{northlight}/{other}/live") == 404
    assert browser.status(f"{BASE}/new/{northlight}/{NPQEL}/nonsense") == 404
    case, rules = CaseVersion.objects.get(id=live), Policy.objects.get()
    case.pk, case.qualification_id, rules.pk, rules.qualification_id = None, other, None, other
    case.save(force_insert=True)
    rules.save(force_insert=True)
    form = browser.open(f"{BASE}/new")
    assert form.offered == ["Executive leadership", "Headship", "The assessment", "A rehearsal"]
    assert form.send(kind="live").errors == ["Select a course"]
    page = form.send(kind="live", of=f"{northlight}.{other}")
    assert "Assessment, Headship, Northlight Institute" in page.text
    page.send({"name": "Heads", "case": str(case.pk), "cohort": "anybody", **DAYS})
    assert Window.objects.get().qualification_id == other


def test_it_is_changed_until_it_opens(browser, window, sitting, clock):
    form = browser.open(browser.open(f"{BASE}/{window}").changes["Open"])
    assert form.holds("name") == ["December 2026"]
    assert "1 person is entered and stays so" in form.text
    page = form.send({"name": "Advent", **day("closes_on", 16, 12)})
    assert page.heading == "Advent"
    assert "16 December 2026 at 11:59pm" in page.table[0][2]
    clock.move_to(OPENS)
    assert browser.open(f"{BASE}/{window}/change").path == f"{BASE}/{window}"
    assert list(browser.open(f"{BASE}/{window}").changes) == ["Question time"]


def test_who_changes_what_a_colleague_has_changed_is_told(browser, window, northlight):
    old = browser.open(f"{BASE}/{window}/change")
    colleague = Visitor(world.staff(northlight, "Pat Colleague"))
    colleague.open(f"{BASE}/{window}/change").send(name="Theirs")
    (says,) = old.send(name="Mine").errors
    assert "A colleague has changed this window since you opened the page" in says
    assert Window.objects.get().name == "Theirs"


def test_the_question_time_moves_until_the_window_closes_and_people_are_told(browser, window, sitting, clock):
    clock.move_to(DURING)
    form = browser.open(browser.open(f"{BASE}/{window}").changes["Question time"])
    page = form.send(
        {**day("clinic_on", 9, 12), "clinic_time": "12:30", "clinic_link": "https://meet.example/y"}
    )
    assert page.rows["Question time"].startswith("9 December 2026 at 12:30pm")
    run_queued_jobs()
    letter = KeptLetter.objects.get(subject__contains="answers questions on 9 December 2026 at 12:30pm")
    assert "https://meet.example" not in letter.body
    empty = browser.open(f"{BASE}/{window}/questions")
    empty.send({**dict.fromkeys(day("clinic_on", 1, 1), ""), "clinic_time": "", "clinic_link": ""})
    run_queued_jobs()
    assert KeptLetter.objects.filter(subject__contains="will not hold its question time").count() == 1
    late = browser.open(f"{BASE}/{window}/questions")
    clock.move_to(CLOSES + timedelta(seconds=1))
    (says,) = late.send({**day("clinic_on", 9, 12), "clinic_time": "12:30"}).errors
    assert says == "This window is over, so it stays as it is"


def test_a_window_whose_case_is_retired_says_so(browser, window, live, other, clock):
    retire_case(by=world.official(), at=AT, case_id=live, reason=RetirementReason.FAULTY)
    assert "Choose another, so that people can be entered" in browser.open(BASE).text
    page = browser.open(f"{BASE}/{window}").follow("Choose another case").send(case=str(other))
    assert "not to be set again" not in page.text
    Window.objects.update(case=live)
    clock.move_to(DURING)
    assert "Whoever has opened it writes on" in browser.open(f"{BASE}/{window}").text


@pytest.mark.parametrize(
    ("days", "subject"),
    [
        (day("opens_on", 9, 12), "“December 2026” now opens on 9 December 2026"),
        (day("closes_on", 16, 12), "Your deadline is 16 December 2026 at 11:59pm"),
        (
            {**day("opens_on", 9, 12), **day("closes_on", 16, 12)},
            "“December 2026” now opens on 9 December 2026",
        ),
        ({"name": "December 2026"}, None),
    ],
)
def test_other_days_are_told_in_one_letter(browser, window, sitting, days, subject):
    browser.open(f"{BASE}/{window}/change").send(days)
    run_queued_jobs()
    letters = [one.subject for one in KeptLetter.objects.filter(subject__regex="now opens|Your deadline")]
    assert letters == ([subject] if subject else [])


@pytest.mark.parametrize("path", ["", "/change", "/questions", "/not-in", "/failure"])
def test_another_providers_staff_and_participants_find_nothing(merricks, aminas, window, path):
    for stranger in (merricks, aminas):
        assert stranger.status(f"{BASE}/{window}{path}") == 404
        if path not in {"", "/not-in"}:
            assert stranger.post_to(f"{BASE}/{window}{path}", {"name": "Theirs"}).status == 404


def test_nobody_makes_windows_for_another_provider(merricks, northlight, live):
    assert merricks.status(f"{BASE}/new/{northlight}/{NPQEL}/live") == 404
    sent = {"name": "Theirs", "case": str(live), "cohort": "anybody", **DAYS}
    assert merricks.post_to(f"{BASE}/new/{northlight}/{NPQEL}/live", sent).status == 404


def test_lists_ask_as_much_for_many_windows_as_for_one(
    browser, make, other, rehearsal, django_assert_max_num_queries
):
    make()
    with django_assert_max_num_queries(12):
        browser.open(BASE)
    for number in range(4):
        make(date(2027, 2 + number, 1), kind=WindowKind.REHEARSAL, case=rehearsal)
    with django_assert_max_num_queries(12):
        browser.open(BASE)


def test_a_window_that_never_was_is_not_there(browser):
    assert browser.status(f"{BASE}/{UUID(int=9)}") == 404
