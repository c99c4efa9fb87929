"""A study plan as its owner sees it, signs it and has it in their calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from npq.domain.enrolment.operations import accept_registration, reject_registration
from npq.domain.learning.models import StudyPlan
from npq.domain.learning.operations.studying import open_study
from npq.kernel import clock as service_clock
from tests import world
from tests.asked import statements
from tests.world import AT, BY

IN_TERM = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)
"""The Monday on which the cohort starts."""


@pytest.fixture
def study(registered, northlight, tmp_path) -> str:
    """The address of Amina's study of the small pack."""
    world.course(tmp_path)
    accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
    return f"/study/{open_study(by=BY, at=AT, registration_id=registered)}"


@pytest.fixture
def address(aminas, study) -> str:
    """The path of Amina's calendar."""
    return path_shown(aminas.open(f"{study}/plan").send(button="Make a calendar address"))


def path_shown(page) -> str:
    (shown,) = [e.text for e in page.main.iter("textarea") if e.attrib.get("id") == "address"]
    assert page.links["Add to your calendar"] == shown.replace("http://", "webcal://")
    assert shown.startswith("http://testserver/calendar/")
    return shown.removeprefix("http://testserver")


def events(browser, address) -> list:
    return Calendar.from_ical(browser.get(address).content).events


class TestPlan:
    def test_before_the_start_it_says_when_it_begins(self, aminas, study):
        page = aminas.open(study).follow("Your study plan")
        assert page.heading == "Your study plan"
        said = "This week, 2 to 8 November 2026: your programme has not begun, nothing is planned yet"
        assert said in page.text
        assert "Next, on 13 January 2027: “One promise”" in page.text
        assert (
            "At 90 minutes a week you finish the self-study that is open now on 13 January 2027" in page.text
        )
        assert page.table[0][0].startswith("13 January 2027")

    def test_this_week_stands_first_here_and_on_the_course(self, aminas, study):
        with service_clock.held_at(IN_TERM):
            for path in (study, f"{study}/plan"):
                page = aminas.open(path)
                assert "This week, 11 to 17 January 2027: 40 minutes to study" in page.text
                assert "Wednesday 13 January 2027, 1:30pm to 2:10pm: “One promise”, 40 minutes" in page.text

    def test_home_says_todays_piece(self, aminas, study):
        assert "This week: your programme has not begun" in aminas.open("/home").text
        with service_clock.held_at(IN_TERM):
            page = aminas.open("/home")
            assert "This week: “One promise”, 40 minutes, on 13 January 2027 at " in page.text
            assert page.links["your study plan"] == f"{study}/plan"
        with service_clock.held_at(IN_TERM + timedelta(days=2)):
            assert "Today: “One promise”, 40 minutes at " in aminas.open("/home").text

    def test_once_the_time_is_over_it_is_next_week(self, aminas, study):
        with service_clock.held_at(IN_TERM + timedelta(days=2, hours=12)):
            for path in (study, f"{study}/plan"):
                said = "This week, 11 to 17 January 2027: your day to study is over"
                assert said in aminas.open(path).text
            assert "This week: your day to study is over" in aminas.open("/home").text
            page = aminas.open(f"{study}/plan")
            assert "Next, on 20 January 2027: “One promise”" in page.text
            assert page.table[0][0].startswith("20 January 2027")

    def test_another_day_and_time_lay_it_out_anew(self, aminas, study):
        page = aminas.open(f"{study}/plan").send(
            button="Save and plan anew", minutes="60", weekday="4", starts_at="09:00:00"
        )
        assert page.path == f"{study}/plan"
        assert "Your study plan is saved" in page.text
        assert page.table[0][0] == "15 January 2027"
        assert "At 60 minutes a week" in page.text
        agreement = page.follow("Print an agreement")
        assert agreement.rows["Time to study"] == "1 hour a week, in term time"
        assert agreement.rows["When"] == "Fridays, 9am to 10am"
        assert agreement.rows["Programme"] == "11 January 2027 to 10 July 2028"
        assert agreement.rows["Participant"] == "Amina Clarke"

    @pytest.mark.parametrize(("weekday", "starts_at"), [("4", "22:00:00"), ("6", "09:00:00")])
    def test_time_outside_school_hours_is_called_so(self, aminas, study, weekday, starts_at):
        inside = aminas.open(f"{study}/plan/agreement").text
        assert "Who is in charge during this time" in inside
        assert "outside school hours" not in inside
        page = aminas.open(f"{study}/plan")
        assert "1:30pm 2pm" in page.text
        assert "10pm, outside school hours" in page.text
        page.send(button="Save and plan anew", weekday=weekday, starts_at=starts_at)
        agreement = aminas.open(f"{study}/plan/agreement")
        assert agreement.rows["When"].endswith(", outside school hours")
        assert "Who is in charge during this time" not in agreement.text

    def test_what_is_missing_is_asked_for(self, aminas, study):
        page = aminas.post_to(f"{study}/plan", {"minutes": "600", "weekday": "9", "starts_at": "03:00:00"})
        assert page.errors == [
            "Select how long you study each week",
            "Select the day on which you study",
            "Select when you begin",
        ]
        assert not StudyPlan.objects.exists()

    def test_a_week_is_taken_off_and_given_back(self, aminas, study):
        page = aminas.open(f"{study}/plan").send(button="Take this week off", week="2027-01-11")
        assert page.table[0][0] == "20 January 2027"
        assert "Week of 11 January 2027" in page.text
        assert (
            "What was planned for it comes later. You still finish in time: what is open now by 20 January 2027."
            in page.text
        )
        assert "The last day of your programme is 10 July 2028." in page.text
        back = page.send(button="Study this week after all: week of 11 January 2027")
        assert back.table[0][0] == "13 January 2027"
        assert (
            "You can study that week again. You still finish in time: what is open now by 13 January 2027."
            in back.text
        )
        assert StudyPlan.objects.get().weeks_off == []

    def test_a_week_off_for_which_nothing_was_planned_moves_nothing_and_says_so(self, aminas, study):
        page = aminas.open(f"{study}/plan").send(button="Take this week off", week="2027-01-18")
        assert "Nothing was planned for it, so your other weeks stay as they were." in page.text
        assert "You still finish in time: what is open now by 13 January 2027." in page.text

    def test_a_week_off_that_leaves_too_little_time_says_so(self, aminas, study):
        with service_clock.held_at(datetime(2028, 7, 3, 9, tzinfo=UTC)):
            page = aminas.open(f"{study}/plan").send(button="Take this week off", week="2028-07-03")
        said = "You would finish what is open now on 12 July 2028: after the last day of your programme, 10 July 2028."
        assert said in page.text

    def test_no_week_and_one_that_is_none_are_told(self, aminas, study):
        page = aminas.open(f"{study}/plan")
        assert page.send(button="Take this week off").errors == ["Select a week you cannot study"]
        odd = aminas.post_to(f"{study}/plan/weeks-off", {"week": "9999-99-99"})
        assert odd.errors == ["Select a week you cannot study"]
        assert aminas.post_to(f"{study}/plan/weeks-off/give-back", {"week": "x"}).path == f"{study}/plan"

    def test_too_late_it_says_by_when_this_pace_ends_and_blames_nobody(self, aminas, study):
        with service_clock.held_at(datetime(2028, 9, 11, 9, tzinfo=UTC)):
            page = aminas.open(f"{study}/plan")
        assert (
            "you finish the self-study that is open now on 13 September 2028: after the last day of your programme, 10 July 2028"
            in page.text
        )
        assert "No week to study is left before that day." in page.text
        assert not {"behind", "late", "missed", "overdue"} & set(page.text.lower().split())

    @pytest.mark.parametrize("path", ["", "/agreement"])
    def test_of_anothers_nothing_is_found(self, zeds, study, path):
        assert zeds.status(f"{study}/plan{path}") == 404

    @pytest.mark.parametrize(
        "path", ["", "/weeks-off", "/weeks-off/give-back", "/calendar", "/calendar/stop"]
    )
    def test_anothers_cannot_be_changed(self, zeds, study, path):
        sent = {"minutes": "60", "weekday": "0", "starts_at": "09:00:00", "week": "2027-01-11"}
        assert zeds.post_to(f"{study}/plan{path}", sent).status == 404
        assert not StudyPlan.objects.exists()

    @pytest.mark.parametrize(("path", "queries"), [("", 10), ("/agreement", 15)])
    def test_a_page_asks_the_database_little(self, aminas, study, path, queries):
        aminas.open(f"{study}/plan{path}")
        with CaptureQueriesContext(connection) as asked:
            aminas.open(f"{study}/plan{path}")
        assert len(asked) <= queries, statements(asked)


class TestCalendar:
    def test_it_needs_no_sign_in_and_names_nobody(self, nobodys, address, study):
        answer = nobodys.get(address)
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert "no-cache" in answer.headers["Cache-Control"]
        text = answer.content.decode()
        assert "BEGIN:VTIMEZONE" in text
        assert "TZID=Europe/London" in text
        (event,) = events(nobodys, address)
        assert event["summary"] == "Study: One promise"
        assert event.start.isoformat() == "2027-01-13T13:30:00+00:00"
        assert event.end - event.start == timedelta(minutes=40)
        for name in ("Amina", "Clarke", study.removeprefix("/study/")):
            assert name not in text

    def test_in_summer_it_is_summer_time(self, nobodys, address, clock):
        with service_clock.held_at(datetime(2027, 6, 7, 9, tzinfo=UTC)):
            (event,) = events(nobodys, address)
        assert event.start.isoformat() == "2027-06-09T13:30:00+01:00"

    def test_unchanged_it_is_not_sent_again(self, nobodys, aminas, address, study):
        tag = nobodys.get(address).headers["ETag"]
        same = nobodys.get(address, headers={"If-None-Match": tag})
        assert (same.status_code, same.content) == (304, b"")
        aminas.open(f"{study}/plan").send(button="Save and plan anew", weekday="0")
        changed = nobodys.get(address, headers={"If-None-Match": tag})
        assert changed.status_code == 200

    def test_a_week_keeps_its_name_when_its_time_changes(self, nobodys, aminas, address, study):
        (before,) = events(nobodys, address)
        aminas.open(f"{study}/plan").send(button="Save and plan anew", weekday="0")
        (after,) = events(nobodys, address)
        assert before["uid"] == after["uid"]
        assert after.start.date() == date(2027, 1, 11)

    def test_stopped_or_unknown_it_is_not_found(self, nobodys, aminas, address, study):
        page = aminas.open(f"{study}/plan").send(button="Stop this calendar address")
        assert nobodys.status(address) == 404
        assert nobodys.status("/calendar/never-was.ics") == 404
        assert path_shown(page.send(button="Make a calendar address")) != address

    def test_with_the_place_gone_it_is_not_found(self, nobodys, address, registered, northlight):
        reject_registration(by=world.staff(northlight), at=AT, registration_id=registered)
        assert nobodys.status(address) == 404

    def test_its_address_is_shown_once(self, aminas, address, study):
        assert address not in aminas.open(f"{study}/plan").response.content.decode()
        assert aminas.post_to(f"{study}/plan/calendar").path == f"{study}/plan"

    def test_it_asks_the_database_little(self, nobodys, address):
        nobodys.get(address)
        with CaptureQueriesContext(connection) as asked:
            nobodys.get(address)
        assert len(asked) <= 5, statements(asked)
