"""How far participants are, as their provider sees it: minutes and days, and of groups only figures."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from npq.domain.enrolment.kinds import DeferralReason, WithdrawalReason
from npq.domain.enrolment.operations import accept_registration, defer_enrolment, withdraw_enrolment
from npq.domain.learning.models import Study
from npq.domain.learning.operations.studying import answer_check, complete_page, open_study
from npq.kernel.clock import london_day
from npq.web.provider.bars import ALL_PARTS, ONE_PART, ONE_PART_OF_SOME
from npq.web.provider.progress import _safe
from tests import world
from tests.asked import statements
from tests.web.shared import dom
from tests.world import AT, BY

DAY = timedelta(days=1)
BEGUN = AT + 70 * DAY
"""On the day on which the cohort starts."""
WRONG = {"tc1-q1": [1]}


@pytest.fixture
def study(northlight, tmp_path):
    """Gives somebody a place with Northlight and opens their study."""
    world.course(tmp_path)

    def made(name: str, provider=northlight):
        person = world.person(name)
        place = world.registration(person, provider)
        accept_registration(by=world.staff(provider), at=AT, registration_id=place)
        return person, open_study(by=BY, at=AT, registration_id=place)

    return made


def reads(person, study, *pages, at=AT):
    for page in pages:
        complete_page(by=person, at=at, study_id=study, page=page)


def drawings(element):
    return [one for one in element.iter() if one.tag.endswith("svg") and "npq-bar" in one.attrib["class"]]


def bars(page):
    """The number beside each bar; the bar itself is hidden from those who listen."""
    found = {}
    for one in dom.find(page.main, "li", class_="npq-bars__one"):
        (words,) = dom.find(one, "span", class_="npq-bars__words")
        (number,) = dom.find(one, "span", class_="npq-bars__number")
        (drawn,) = drawings(one)
        assert drawn.attrib["aria-hidden"] == "true"
        assert (drawn[-1].attrib["width"] == "0") == dom.words(number).startswith("0 ")
        found[dom.words(words).removesuffix(" (shown)")] = int(dom.words(number).split()[0])
    return found


def chosen(page):
    """The words of the bars that are marked."""
    marked = dom.find(page.main, "li", class_="npq-bars__one--chosen")
    return [dom.words(dom.find(one, "a")[0]) for one in marked]


def said(page):
    """What each chart says of whom it counts; "" where it says nothing."""
    charts = [one for one in page.main.iter("section") if dom.find(one, "ul", class_="npq-bars")]
    return [" ".join(dom.words(hint) for hint in dom.find(one, "p", class_="govuk-hint")) for one in charts]


def names(page):
    return [row[0] for row in page.table]


class TestList:
    def test_it_says_how_much_and_when(self, priyas, study, clock):
        reads(*study("Amina Clarke"), "tc1-opening", "tc1-known", at=BEGUN + 2 * DAY)
        study("Bea New")
        clock.move_to(BEGUN + 40 * DAY)
        page = priyas.open("/provider/progress")
        assert page.table == [
            ["Bea New", "Executive leadership, Cohort 2026b", "Not begun", "0%, 0 of 40 minutes", "", "5"],
            ["Amina Clarke", "Executive leadership, Cohort 2026b", "One promise", "5%, 2 of 40 minutes", "13 January 2027", "5"],
        ]  # fmt: skip
        assert page.rows["Participants"] == "2"
        assert page.rows["Have begun to study"] == "1"
        assert page.rows["Silent for 4 weeks or longer"] == "2"
        assert page.rows["Studied together"] == "2 of 80 minutes (2%)"

    def test_nobody_is_silent_before_their_cohort_has_begun(self, priyas, study, clock):
        reads(*study("Amina Clarke"), "tc1-opening")
        study("Bea New")
        clock.move_to(AT + 60 * DAY)
        page = priyas.open("/provider/progress")
        assert [row[-1] for row in page.table] == ["", ""]
        assert page.rows["Silent for 4 weeks or longer"] == "0"
        assert {number for part, number in bars(page).items() if part.endswith("days")} == {0}
        clock.move_to(BEGUN + 15 * DAY)
        page = priyas.open("/provider/progress")
        assert [row[-1] for row in page.table] == ["2", "2"]
        assert bars(page)["15 to 28 days"] == 2

    def test_a_break_is_no_silence_and_who_left_is_told_apart(self, priyas, study, northlight, clock):
        reads(*study("Amina Clarke"), "tc1-opening")
        (bea, rests), (cora, left) = study("Bea Rest"), study("Cora Gone")
        place_of = Study.objects.in_bulk([rests, left])
        defer_enrolment(
            by=bea, at=AT, registration_id=place_of[rests].enrolment_id,
            reason=DeferralReason.PARENTAL_LEAVE, returns_on=london_day(AT + 200 * DAY),
        )  # fmt: skip
        withdraw_enrolment(
            by=cora, at=AT, registration_id=place_of[left].enrolment_id, reason=WithdrawalReason.OTHER
        )
        clock.move_to(BEGUN + 30 * DAY)
        page = priyas.open("/provider/progress")
        assert [row[0].split()[0] for row in page.table] == ["Amina", "Bea"]
        assert [row[-1] for row in page.table] == ["4", ""]
        assert (page.rows["Participants"], page.rows["Silent for 4 weeks or longer"]) == ("2", "1")
        assert "1 has left the course, and is not counted here." in page.text
        assert [row[0] for row in page.follow("1 has left the course").table] == ["Cora Gone"]
        assert names(priyas.open("/provider/progress?silence=29-56")) == ["Amina Clarke"]

    def test_filters_and_orders(self, priyas, study, clock):
        reads(*study("Amina Clarke"), "tc1-opening", at=BEGUN + DAY)
        reads(*study("Cora Lee"), "tc1-opening", "tc1-known", at=BEGUN + 20 * DAY)
        study("Bea New")
        clock.move_to(BEGUN + 31 * DAY)
        page = priyas.open("/provider/progress")
        assert names(page) == ["Bea New", "Amina Clarke", "Cora Lee"]
        assert names(page.send(order="most")) == ["Cora Lee", "Amina Clarke", "Bea New"]
        assert names(page.send(order="least")) == ["Bea New", "Amina Clarke", "Cora Lee"]
        assert names(page.send(silence="29-56")) == ["Bea New", "Amina Clarke"]
        assert names(page.send(unit="tc1", order="name")) == ["Amina Clarke", "Cora Lee"]
        assert names(page.send(unit="-")) == ["Bea New"]
        assert "Nobody fits" in page.send(silence="57").text
        clock.move_to(BEGUN + 70 * DAY)
        assert names(priyas.open("/provider/progress?silence=57")) == ["Bea New", "Amina Clarke"]

    def test_each_bar_counts_and_leads_to_those_it_counts(self, priyas, study, clock):
        reads(*study("Amina Clarke"), "tc1-opening", "tc1-known", at=BEGUN)
        study("Bea New")
        reads(*study("Cora Lee"), "tc1-opening", at=BEGUN + 30 * DAY)
        Study.objects.filter(person__full_name="Cora Lee").update(minutes_done=36)
        clock.move_to(BEGUN + 70 * DAY)
        page = priyas.open("/provider/progress")
        assert bars(page) == {
            "0%": 1, "1% to 24%": 1, "25% to 49%": 0, "50% to 74%": 0, "75% to 89%": 0, "90% or more": 1,
            "0 to 7 days": 0, "8 to 14 days": 0, "15 to 28 days": 0, "29 to 56 days": 1, "More than 56 days": 2,
        }  # fmt: skip
        page = page.follow("1% to 24%")
        assert names(page) == ["Amina Clarke"]
        assert bars(page)["90% or more"] == 1, "the other parts can still be gone to"
        assert bars(page)["More than 56 days"] == 1
        assert chosen(page) == ["1% to 24%"]
        assert names(page.follow("90% or more")) == ["Cora Lee"]
        assert names(page.follow("Show all parts: how much they have studied")) == [
            "Bea New",
            "Amina Clarke",
            "Cora Lee",
        ]
        assert names(priyas.open("/provider/progress").follow("29 to 56 days")) == ["Cora Lee"]
        assert names(priyas.open("/provider/progress?silence=57&order=name")) == ["Amina Clarke", "Bea New"]
        Study.objects.filter(person__full_name="Cora Lee").update(minutes_done=40)
        assert bars(priyas.open("/provider/progress"))["29 to 56 days"] == 0, "who is done is not silent"

    def test_bars_say_whom_they_count_where_the_list_is_narrowed(self, priyas, study, clock):
        reads(*study("Amina Clarke"), "tc1-opening", at=BEGUN)
        study("Bea New")
        clock.move_to(BEGUN + 70 * DAY)
        page = priyas.open("/provider/progress")
        assert (said(page), chosen(page)) == (["", ""], [])
        assert said(page.follow("1% to 24%")) == [ONE_PART, ALL_PARTS]
        assert said(priyas.open("/provider/progress?unit=-")) == [ALL_PARTS, ALL_PARTS]
        page = priyas.open("/provider/progress?unit=-&share=0")
        assert said(page) == [ONE_PART_OF_SOME, ALL_PARTS]
        assert said(priyas.open("/provider/progress?share=nonsense")) == ["", ""], "it does not narrow"

    def test_a_course_without_minutes_is_nothing_studied(self, priyas, study):
        study("Amina Clarke")
        Study.objects.update(minutes=0)
        assert bars(priyas.open("/provider/progress"))["0%"] == 1

    def test_who_has_studied_everything_is_not_silent(self, priyas, study, clock):
        reads(*study("Amina Clarke"), "tc1-opening")
        Study.objects.update(minutes_done=40)
        clock.move_to(BEGUN + 90 * DAY)
        assert priyas.open("/provider/progress").table[0][-1] == ""
        assert "Nobody fits" in priyas.open("/provider/progress?silence=57").text

    def test_places_without_a_course_are_counted(self, priyas, northlight, registered):
        accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
        assert "1 more has a place without a course" in priyas.open("/provider/progress").text

    def test_another_providers_are_never_in_it(self, merricks, study):
        study("Amina Clarke")
        for path in ("/provider/progress", "/provider/progress/stuck"):
            assert "Amina" not in merricks.open(path).text
        assert len(rows_of(merricks)) == 1

    @pytest.mark.parametrize("path", ["", ".csv", "/stuck"])
    def test_it_is_for_providers_alone(self, aminas, nobodys, study, path):
        assert aminas.status(f"/provider/progress{path}") == 404
        assert nobodys.open(f"/provider/progress{path}").path == "/sign-in"

    @pytest.mark.parametrize("people", [1, 3])
    def test_as_many_queries_however_many_people(self, priyas, study, people):
        for number in range(people):
            reads(*study(f"Person {'ABC'[number]}"), "tc1-opening")
        priyas.open("/provider/progress")
        with CaptureQueriesContext(connection) as asked:
            assert len(priyas.open("/provider/progress").table) == people
        assert len(asked) <= 11, statements(asked)

    def test_a_page_of_ours_is_current_once(self, priyas, study):
        links = priyas.open("/provider/progress").root.iter("a")
        assert [dom.words(link) for link in links if link.attrib.get("aria-current")] == ["Progress"]


def rows_of(visitor, query=""):
    visitor.open("/provider/progress")
    response = visitor.get(f"/provider/progress.csv{query}")
    assert response["Content-Type"].startswith("text/csv")
    text = b"".join(response.streaming_content).decode()
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"))))


class TestFile:
    def test_it_has_all_rows_of_the_list(self, priyas, study):
        reads(*study("Amina Clarke"), "tc1-opening")
        study("Bea New")
        head, *rows = rows_of(priyas)
        assert head[2] == "Name"
        assert [row[2] for row in rows] == ["Amina Clarke", "Bea New"]
        assert rows[0][5:] == ["1", "40", "2", "2026-11-02", "", "One promise"]
        assert [row[2] for row in rows_of(priyas, "?unit=-")[1:]] == ["Bea New"]

    def test_no_text_is_a_formula(self):
        assert _safe("=1+1") == "'=1+1"
        assert _safe("Amina") == "Amina"
        assert _safe("") == ""


class TestStuck:
    def test_figures_of_five_people_or_more(self, priyas, study, clock):
        for letter in "ABCDEF":
            person, id = study(f"Person {letter}")
            given = WRONG if letter != "F" else {"tc1-q1": [0]}
            answer_check(by=person, at=AT, study_id=id, page="tc1-check", given=given | {"tc1-q2": [0, 1]})
            answer_check(by=person, at=AT, study_id=id, page="tc1-check", given={"tc1-q1": [0]})
        clock.move_to(AT + 40 * DAY)
        page = priyas.open("/provider/progress").follow("Where a cohort gets stuck")
        assert [dom.words(one) for one in dom.find(page.main, "option")] == ["Cohort 2026b"]
        assert [svg[-1].attrib["width"] for svg in drawings(page.main)] == ["100", "100"]
        text = page.text
        assert "Which school has more pupils? One promise 5 Fewer than 5" in text
        assert "Which of these are schools?" not in text
        assert "What stays One promise 6" in text
        assert "Person A" not in text

    def test_fewer_are_not_shown(self, priyas, study, clock):
        for letter in "ABCD":
            person, id = study(f"Person {letter}")
            answer_check(by=person, at=AT, study_id=id, page="tc1-check", given=WRONG)
        clock.move_to(AT + 40 * DAY)
        text = priyas.open("/provider/progress/stuck").text
        assert "Which school" not in text
        assert "What stays" not in text
        assert "No question was wrong at first for five people or more" in text
        for query in ("", "?cohort="):
            assert priyas.open(f"/provider/progress/stuck{query}").errors == []
