"""A month in which nothing is studied: the plan begins today and says what would reach; a calendar follows it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from http.client import HTTPConnection
from urllib.parse import urlsplit

from icalendar import Calendar
from playwright.sync_api import expect

from npq.domain.learning.queries.plan import StudyPlanned, plan_of
from npq.domain.learning.rules.terms import A_WEEK, monday_of
from npq.kernel import clock
from npq.kernel.dates import day
from npq.kernel.viewer import Viewer
from npq.web.participant.study.plan_forms import MINUTES
from npq.web.shared.school_terms import school_terms
from tests.runner.service import Service
from tests.runner.walker import Walker
from tests.stories import course, steps

IDA = "Ida Underway"
A_MONTH = timedelta(days=28)
BLAME = re.compile(r"\b(behind|missed|overdue|late|slipped|should have|catch up)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """What a calendar program gets."""

    status: int
    etag: str | None
    # The ids of what it shows, by the Monday of their week.
    ids: dict[date, str]


def fetched(address: str, etag: str = "") -> Answer:
    """Fetches a calendar as a program does: without a browser, and with what it was told the last time."""
    at = urlsplit(address)
    connection = HTTPConnection(at.netloc, timeout=10)
    connection.request("GET", at.path, headers={"If-None-Match": etag} if etag else {})
    answer = connection.getresponse()
    said = answer.read()
    connection.close()
    events = Calendar.from_ical(said).events if answer.status == 200 else []
    ids = {monday_of(event.start.date()): str(event["uid"]) for event in events}
    return Answer(answer.status, answer.headers["ETag"], ids)


def planned(on: date | None = None) -> StudyPlanned:
    """Her plan of now, or of the evening of a day."""
    study = course.study_of(IDA)
    at = course.at_seven(on) if on else clock.now()
    return plan_of(Viewer.person(study.person_id), study.id, at, school_terms())


def last_day_that_reaches() -> date:
    """The last Wednesday on which, with nothing studied until then, her pace still reaches the end."""
    found = None
    for monday in planned().ahead[1:]:
        wednesday = monday + timedelta(days=course.WEDNESDAY)
        if not planned(wednesday).plan.reaches:
            break
        found = wednesday
    assert found is not None
    return found


def test_the_plan_begins_today_and_says_what_would_reach(someone, service: Service) -> None:
    ida = someone()
    steps.is_persona(ida, IDA).go("/study").follow("Your study plan")
    ida.choose("60 minutes").choose("Wednesday")
    ida.page.get_by_label("When do you begin?").select_option(label="7pm, outside school hours")
    ida.press("Save and plan anew")
    assert planned().plan.reaches

    slipped = last_day_that_reaches()
    service.set_clock(course.at_seven(slipped))
    steps.is_persona(ida, IDA).go("/study").follow("Your study plan").does_not_see("would finish by then")
    today = course.wednesday_of_term(slipped + A_MONTH)
    service.set_clock(course.at_seven(today))

    steps.is_persona(ida, IDA).sees("Today:").press("Go on with your study")
    begins_today_and_blames_nobody(ida.follow("Your study plan"), today)
    takes_a_week_off_and_gives_more(ida)
    the_calendar_follows(ida)


def begins_today_and_blames_nobody(ida: Walker, today: date) -> None:
    found = planned()
    assert found.plan.needed
    assert found.plan.ends_on
    first = ida.page.get_by_role("table").get_by_role("row").nth(1)
    expect(first).to_contain_text(day(today))
    ida.sees(
        f"At 60 minutes a week you finish the self-study that is open now on {day(found.plan.ends_on)}: after",
        f"{found.plan.needed} minutes a week would finish by then.",
        "The plan always begins today with what is left",
    )
    # What the service says; units have titles of their own.
    said = " ".join(ida.page.locator("main").get_by_role("paragraph").all_inner_texts())
    assert not BLAME.search(said)


def takes_a_week_off_and_gives_more(ida: Walker) -> None:
    off = planned().ahead[1]
    ida.page.get_by_label("A week you cannot study").select_option(label=f"Week of {day(off)}")
    ida.press("Take this week off").sees("Study this week after all")
    found = planned()
    assert off not in [week.monday for week in found.plan.weeks]
    assert found.plan.needed
    ida.sees(f"{found.plan.needed} minutes a week would finish by then.")
    enough = next(minutes for minutes in MINUTES if minutes >= (found.plan.needed or 0))
    ida.choose(f"{enough} minutes").press("Save and plan anew")
    ida.sees(f"At {enough} minutes a week you finish the self-study that is open now on").does_not_see(
        "would finish by then"
    )
    assert planned().plan.reaches


def the_calendar_follows(ida: Walker) -> None:
    address = ida.press("Make a calendar address").page.get_by_label("Address").input_value()
    ida.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ida.page.get_by_role("button", name="Copy the address").click()
    ida.sees("Copied.")
    assert ida.page.evaluate("navigator.clipboard.readText()") == address
    before = fetched(address)
    assert before.etag
    assert list(before.ids) == [week.monday for week in planned().plan.weeks]
    assert fetched(address, before.etag).status == 304

    ida.go(f"/study/{course.study_of(IDA).id}/plan")
    with ida.page.expect_navigation():
        ida.page.get_by_role("button", name="Study this week after all").click()
    after = fetched(address, before.etag)
    assert after.status == 200, "what changed is fetched anew"
    assert len(before.ids.keys() & after.ids.keys()) >= len(before.ids) - 1
    assert all(after.ids[monday] == before.ids[monday] for monday in before.ids.keys() & after.ids.keys())
    assert monday_of(clock.today()) + A_WEEK in after.ids

    ida.press("Stop this calendar address").sees("Make a calendar address")
    assert fetched(address, after.etag or "").status == 404
