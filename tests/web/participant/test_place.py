"""A place as whoever has it sees it: what a break keeps, what leaving loses, and nothing without being asked."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from npq.domain.enrolment.kinds import DeferralReason, WithdrawalReason
from npq.domain.enrolment.models import Enrolment, TrainingChange
from npq.domain.enrolment.operations import accept_registration, defer_enrolment, withdraw_enrolment
from npq.domain.learning.operations.log import write_entry
from npq.domain.learning.operations.plan import make_feed
from npq.domain.learning.operations.studying import complete_page, open_study
from tests import world
from tests.world import AT, BY

DAY = timedelta(days=1)
APRIL = "2027-04-12"


@pytest.fixture
def place(registered, northlight) -> str:
    """The address of Amina's place."""
    accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
    return f"/home/registrations/{registered}/place"


@pytest.fixture
def study(place, registered, tmp_path) -> UUID:
    world.course(tmp_path)
    opened = open_study(by=BY, at=AT, registration_id=registered)
    assert opened is not None
    return opened


def stands() -> tuple[str, str | None]:
    row = Enrolment.objects.get()
    return row.training_status, row.returns_on and row.returns_on.isoformat()


class TestABreak:
    def test_it_is_offered_with_what_stays_and_real_days(self, aminas, place):
        page = aminas.open(place).follow("Take a break")
        for words in (
            "everything you have studied and written",
            "its funding",
            "your study plan, and the calendar",
        ):
            assert words in page.text
        assert "12 April 2027, when the summer term begins" in page.offered
        assert "11 January 2027, when Cohort 2026b starts" in page.offered
        assert "Another day, up to 2 November 2027" in page.offered

    def test_days_after_the_course_stand_apart_with_what_they_mean(self, aminas, place, clock):
        assert (
            "The last day of the course stays 10 July 2028, so there is less time"
            in aminas.open(f"{place}/break").text
        )
        assert "let you finish" not in aminas.open(f"{place}/break").text, "no day on offer is so late"
        clock.move_to(AT + 320 * DAY)
        early, late = aminas.open(f"{place}/break").text.split("after the course ends on 10 July 2028")
        asks = "Northlight Institute would have to let you finish with a later cohort. Ask them first"
        assert "18 April 2028, when the summer term begins" in early
        assert asks not in early
        assert f"4 September 2028, when the autumn term begins {asks}" in late
        assert f"After 10 July 2028 the course has ended. {asks}" in late
        offered = aminas.open(f"{place}/leave")
        assert not any("4 September 2028" in words for words in offered.links)
        told = aminas.open(f"{place}/break").send(reason="other", returns="2028-09-04")
        ends = "Your course ends before that, on 10 July 2028: ask Northlight Institute how you finish."
        assert ends in told.text

    def test_it_is_taken_and_told_and_ended(self, aminas, place):
        begun = aminas.open(f"{place}/break").send(reason="parental-leave", returns=APRIL)
        assert begun.path == place
        assert "You are taking a break until 12 April 2027." in begun.text
        assert "You began a break until 12 April 2027. Parental leave." in begun.text
        assert stands() == ("deferred", APRIL)
        assert "Your break is saved." in begun.text
        home = aminas.open("/home")
        assert "Taking a break" in home.text
        assert "You are taking a break until 12 April 2027." in home.text
        assert home.links["Come back sooner"] == place
        assert home.links["choose another day"] == f"{place}/break"
        moved = begun.follow("Choose another day").send(returns="another", **day("1", "9", "2027"))
        assert stands() == ("deferred", "2027-09-01")
        assert "You moved the end of your break to 1 September 2027." in moved.text
        back = moved.send(button="Come back now")
        assert stands() == ("active", None)
        assert "You came back." in back.text
        assert "You are back." in back.text
        assert "Your break is saved" not in aminas.open(f"{place}?said=away").text, "it is not borne out"
        assert "For example, too much work" in aminas.open(f"{place}/break").text

    def test_when_its_end_has_passed_the_move_is_theirs(self, aminas, place, clock):
        aminas.open(f"{place}/break").send(reason="other", returns=APRIL)
        clock.move_to(AT + 200 * DAY)
        assert "Your break was until 12 April 2027. It is your move." in aminas.open(place).text
        assert aminas.open("/home").links["Come back"] == place
        registration = aminas.open(place.removesuffix("/place"))
        assert "Your break was until 12 April 2027." in registration.text
        assert "Agree with your provider how you finish" not in registration.text

    @pytest.mark.parametrize(
        ("given", "error"),
        [
            ({}, "Select when the break ends"),
            ({"returns": "another"}, "Enter the day on which the break ends"),
            (
                {"returns": "another", "day-day": "2", "day-month": "11", "day-year": "2026"},
                "Choose a day after today",
            ),
            (
                {"returns": "another", "day-day": "3", "day-month": "11", "day-year": "2027"},
                "A break can last until 2 November 2027 at the most. Choose a day up to then",
            ),
        ],
    )
    def test_a_day_that_cannot_be_is_said_to_be_so(self, aminas, place, given, error):
        page = aminas.open(f"{place}/break").send(reason="other", **given)
        assert page.errors == [error]
        assert stands() == ("active", None)

    def test_two_windows(self, aminas, place):
        old = aminas.open(f"{place}/break")
        aminas.open(f"{place}/break").send(reason="other", returns=APRIL)
        refused = old.send(reason="other", returns="2027-09-01")
        assert "You are taking a break already." in refused.errors[0]
        assert stands() == ("deferred", APRIL)


def day(d: str, m: str, y: str) -> dict[str, str]:
    return {"day-day": d, "day-month": m, "day-year": y}


class TestLeaving:
    def test_first_comes_what_is_lost_then_a_break_and_the_form_last(self, aminas, place, clock):
        clock.move_to(AT + 100 * DAY)
        text = aminas.open(f"{place}/leave").text
        order = [
            text.index(words)
            for words in (
                "your funding: this qualification is paid for once",
                "Take a break instead",
                "12 April 2027, when the summer term begins",
                "Why are you leaving?",
            )
        ]
        assert order == sorted(order)
        assert "has not begun" not in text

    def test_a_day_offered_there_is_chosen_on_the_page_of_breaks(self, aminas, place):
        page = aminas.open(f"{place}/leave").follow("12 April 2027, when the summer term begins")
        assert page.holds("returns") == [APRIL]
        page.send(reason="career-break")
        assert stands() == ("deferred", APRIL)

    def test_before_the_course_the_place_can_be_taken_back_instead(self, aminas, place):
        text = aminas.open(f"{place}/leave").text
        assert "Your course has not begun: it starts on 11 January 2027." in text
        assert "then your funding is not used" in text

    def test_who_pays_themselves_loses_no_funding(self, northlight, aminas, amina):
        independent = world.school(100002, type_code="11", type_name="Other independent school")
        registered = world.registration(amina, northlight, workplace=independent, funding_choice="self")
        accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
        assert "funding" not in aminas.open(f"/home/registrations/{registered}/place/leave").text

    def test_a_reason_is_needed_and_only_ones_own_are_offered(self, aminas, place):
        page = aminas.open(f"{place}/leave")
        assert page.send().errors == ["Select why you are leaving"]
        assert len(page.offered) == 17
        assert not any("invoice" in words.lower() for words in page.offered)

    def test_it_is_done_and_said_on_every_page(self, aminas, place, study):
        left = aminas.open(f"{place}/leave").send(reason="change-in-career")
        assert stands() == ("withdrawn", None)
        assert "You have left this course." in left.text
        assert "Northlight Institute can bring you back." in left.text
        assert "Come back now" not in left.text
        home = aminas.open("/home")
        assert "Left the course" in home.text
        assert "You have left this course." in home.text
        assert "Your move" not in home.text
        assert "Register again" not in aminas.open(place.removesuffix("/place")).text
        assert aminas.post_to(f"{place}/come-back", {}).status == 409

    def test_looking_changes_nothing(self, aminas, place):
        for path in ("", "/break", f"/break?returns={APRIL}", "/break?returns=nonsense", "/leave"):
            assert aminas.open(place + path).status == 200
        assert not TrainingChange.objects.exists()

    @pytest.mark.parametrize("path", ["", "/break", "/leave"])
    def test_to_others_there_is_nothing(self, zeds, priyas, place, path):
        for stranger in (zeds, priyas):
            assert stranger.status(place + path) == 404

    @pytest.mark.parametrize("path", ["break", "come-back", "leave"])
    def test_nor_can_they_change_anything(self, zeds, place, path):
        sent = {"reason": "other", "returns": APRIL}
        assert zeds.post_to(f"{place}/{path}", sent).status == 404
        assert not TrainingChange.objects.exists()


class TestStudyAfterwards:
    def test_what_was_left_can_be_read_and_no_more(self, aminas, amina, study, registered):
        complete_page(by=amina, at=AT, study_id=study, page="tc1-opening")
        write_entry(by=amina, at=AT, study_id=study, page="tc1-known", text="My own words.", seen=0)
        make_feed(by=amina, at=AT, study_id=study)
        withdraw_enrolment(by=amina, at=AT, registration_id=registered, reason=WithdrawalReason.OTHER)
        course = aminas.open(f"/study/{study}")
        assert course.text.index("You have left this course.") < course.text.index("% of the self-study")
        assert "Go on" not in course.links
        known = aminas.open(f"/study/{study}/tc1-known")
        assert "My own words." in known.text
        assert not list(known.main.iter("form"))
        for page in ("tc1-case", "tc1-check", "tc1-sources"):
            assert not list(aminas.open(f"/study/{study}/{page}").main.iter("form"))
        assert aminas.open(f"/study/{study}/plan").status == 200
        assert aminas.status(f"/study/{study}/log/export.md") == 200
        for path, sent in (
            ("tc1-known/go-on", {}),
            ("tc1-case/decide/tc1-monday", {"choice": "wait"}),
        ):
            refused = aminas.post_to(f"/study/{study}/{path}", sent)
            assert refused.status == 409
            assert "You have left this course." in refused.text

    def test_in_a_break_everything_works_and_counts(self, aminas, amina, study, registered):
        defer_enrolment(
            by=amina,
            at=AT,
            registration_id=registered,
            reason=DeferralReason.OTHER,
            returns_on=AT.date() + 60 * DAY,
        )
        course = aminas.open(f"/study/{study}")
        assert "You are taking a break until 1 January 2027." in course.text
        assert course.follow("Begin").send().path == f"/study/{study}/tc1-known"
        assert "2% of the self-study" in aminas.open(f"/study/{study}").text
        plan = aminas.open(f"/study/{study}/plan").text
        assert "A break moves nothing of your programme: its last day stays 10 July 2028." in plan


def test_the_pages_ask_the_database_little(aminas, place):
    aminas.open(f"{place}/break").send(reason="other", returns=APRIL)
    with CaptureQueriesContext(connection) as few:
        aminas.open(place)
    for number in range(5):
        aminas.open(f"{place}/break").send(returns="another", **day("1", str(5 + number % 2), "2027"))
    with CaptureQueriesContext(connection) as many:
        aminas.open(place)
    assert len(many) == len(few)
