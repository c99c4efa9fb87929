"""Writing to participants: from the list of progress, looked at first, sent once, and read by those it went to."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from npq.domain.enrolment.kinds import DeferralReason, WithdrawalReason
from npq.domain.enrolment.operations import accept_registration, defer_enrolment, withdraw_enrolment
from npq.domain.learning.models import Message, Study
from npq.domain.learning.operations.studying import complete_page, open_study
from npq.domain.people.models import Person
from npq.domain.people.operations import give_role
from npq.domain.registration.queries.registrations import registrations_of
from npq.gateways.email.models import KeptLetter
from npq.kernel.clock import london_day
from npq.kernel.viewer import Role, RoleKind, Viewer
from tests import world
from tests.asked import statements
from tests.copies import multiply
from tests.jobs import run_queued_jobs
from tests.web.shared import dom
from tests.web.visitor import Visitor
from tests.world import AT, BY

TEXT = "Our next meeting is on 9 November.\n\nBring <one> question & “a promise”."
WRITTEN = {"subject": "Our next meeting", "body": TEXT}


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


def names(page):
    return [
        dom.words(item) for box in dom.find(page.main, "ol", class_="govuk-list") for item in box.iter("li")
    ]


class TestWriting:
    def test_from_the_list_to_the_letters(self, priyas, study):
        begun = study("Amina Clarke")
        complete_page(by=begun[0], at=AT, study_id=begun[1], page="tc1-opening")
        bea, _ = study("Bea New")
        study("Cora New")
        page = priyas.open("/provider/progress").send(unit="-").follow("Write to these 2 people")
        assert page.heading == "Write to 2 people"
        assert "fit: have not begun" in page.text
        page = page.send(WRITTEN, button="Look at the message")
        assert page.heading == "Send this message to 2 people?"
        assert names(page) == ["Bea New", "Cora New"]
        assert "Bring <one> question & “a promise”." in page.text
        assert not Message.objects.exists()
        page = page.send(button="Change the message")
        assert page.holds("body") == [TEXT]
        page = page.send(subject="Our meeting", button="Look at the message")
        page = page.send(button="Send to 2 people")
        assert page.text.startswith("Success Your message is on its way.")
        assert page.rows["As an email"] == "On its way: 2"
        run_queued_jobs()
        page = priyas.open(page.path)
        assert page.table == [["Bea New", "Sent"], ["Cora New", "Sent"]]
        assert page.rows["To"] == "Those of your participants who fit: have not begun."
        assert Message.objects.get().body == TEXT
        assert KeptLetter.objects.filter(template="provider-message").count() == 2
        assert priyas.open("/provider/messages").table == [
            ["Our meeting", "2 November 2026 at 9:30am", "Priya Northlight", "2"]
        ]
        home = Visitor(bea).open("/home")
        assert "Northlight Institute wrote to you on 2 November 2026: Our meeting" in home.text
        assert TEXT.replace("\n\n", " ") in home.follow("Our meeting").text

    def test_it_says_whom_it_goes_to_and_that_is_so(self, priyas, study):
        (bea, rests), (cora, left) = study("Bea Rest"), study("Cora Gone")
        study("Dan Unreached")
        Person.objects.filter(full_name="Dan Unreached").update(email=None)
        place_of = Study.objects.in_bulk([rests, left])
        defer_enrolment(
            by=bea, at=AT, registration_id=place_of[rests].enrolment_id,
            reason=DeferralReason.PARENTAL_LEAVE, returns_on=london_day(AT + timedelta(days=200)),
        )  # fmt: skip
        withdraw_enrolment(
            by=cora, at=AT, registration_id=place_of[left].enrolment_id, reason=WithdrawalReason.OTHER
        )
        page = priyas.open("/provider/progress")
        assert "goes to everybody in the list, including anyone in it who is on a break" in page.text
        assert "It does not go to people who have left" in page.text
        assert "Each message is from one of your providers" not in page.text
        page = page.follow("Write to these 2 people")
        assert "It does not go to people who have left" in page.text
        page = page.send(WRITTEN, button="Look at the message")
        assert names(page) == ["Bea Rest", "Dan Unreached"]
        page = page.send(button="Send to 2 people")
        assert page.table == [["Bea Rest", "On its way"], ["Dan Unreached", "No email address"]]

    def test_sent_twice_it_is_one(self, priyas, study):
        study("Amina Clarke")
        page = priyas.open("/provider/messages/new").send(WRITTEN, button="Look at the message")
        first = page.send(button="Send to 1 person")
        assert page.send(button="Send to 1 person").path == first.path
        assert Message.objects.count() == 1

    def test_a_list_that_has_changed_is_shown_anew(self, priyas, study):
        study("Amina Clarke")
        page = priyas.open("/provider/messages/new").send(WRITTEN, button="Look at the message")
        study("Bea New")
        page = page.send(button="Send to 1 person")
        assert page.errors == [
            "The list has changed since you looked at it, so nothing was sent. Look at who gets the message now, and "
            "send it again"
        ]
        assert names(page) == ["Amina Clarke", "Bea New"]
        assert page.send(button="Send to 2 people").heading == "Message to 2 participants"

    def test_what_is_missing_is_named_and_nothing_is_lost(self, priyas, study):
        study("Amina Clarke")
        page = priyas.open("/provider/messages/new").send(body=TEXT, reach="", button="Look at the message")
        assert page.errors == ["Enter a subject", "Enter an email address or a telephone number for answers"]
        assert page.holds("body") == [TEXT]
        assert page.send(body="a" * 4001, button="Look at the message").errors[1] == (
            "Message must be 4,000 characters or fewer"
        )

    def test_answers_go_where_they_went_last_time(self, priyas, study):
        study("Amina Clarke")
        page = priyas.open("/provider/messages/new")
        assert page.holds("reach")[0].startswith("priya.northlight")
        page = page.send(WRITTEN, reach="01234 567 890", button="Look at the message")
        page.send(button="Send to 1 person")
        assert priyas.open("/provider/messages/new").holds("reach") == ["01234 567 890"]

    def test_names_come_a_hundred_at_a_time(self, priyas, study, monkeypatch):
        monkeypatch.setattr("npq.web.provider.messages.NAMES", 2)
        for letter in "ABC":
            study(f"Person {letter}")
        page = priyas.open("/provider/messages/new").send(WRITTEN, button="Look at the message")
        assert names(page) == ["Person A", "Person B"]
        page = page.send(button="Names after these")
        assert names(page) == ["Person C"]
        page = page.send(button="Send to 3 people")
        assert page.table == [["Person A", "On its way"], ["Person B", "On its way"]]
        assert priyas.open(f"{page.path}?page=2").table == [["Person C", "On its way"]]
        assert priyas.open(f"{page.path}?page=9").table == [["Person C", "On its way"]]

    def test_nonsense_among_the_filters_writes_to_nobody(self, priyas, study):
        study("Amina Clarke")
        for query in ("cohort=x", "unit=no-such", "share=x", "silence=x"):
            assert priyas.status(f"/provider/messages/new?{query}") == 404
        assert priyas.post("/provider/messages/new/send?share=x", WRITTEN).status_code == 404

    def test_a_key_of_nobody_s_making_is_not_found(self, priyas, study):
        study("Amina Clarke")
        sent = WRITTEN | {"reach": "us", "key": "nonsense"}
        assert priyas.post("/provider/messages/new/send", sent).status_code == 404

    def test_with_nobody_to_write_to_there_is_no_form(self, priyas, northlight):
        page = priyas.open("/provider/messages/new")
        assert page.heading == "Write to 0 people"
        assert not list(page.main.iter("form"))

    def test_who_acts_for_two_providers_says_which_of_them_writes(self, northlight, meridian, study):
        study("Amina Clarke")
        study("Bea Elsewhere", meridian)
        staff = world.staff(northlight, "Priya Both")
        give_role(by=BY, at=AT, person_id=staff.own_id, kind=RoleKind.LEAD_PROVIDER, organisation_id=meridian)
        both = Visitor(Viewer.person(staff.own_id, Role(RoleKind.LEAD_PROVIDER, northlight)))
        page = both.open("/provider/progress")
        assert "Each message is from one of your providers, and goes to its participants only." in page.text
        page = page.follow("Write to these 2 people")
        assert page.heading == "Write to 2 people"
        page = page.send(WRITTEN, button="Look at the message")
        assert page.errors == ["Select which provider writes"]
        page = page.send(provider=str(meridian), button="Look at the message")
        assert names(page) == ["Bea Elsewhere"]
        page = page.send(button="Send to 1 person")
        assert page.table == [["Bea Elsewhere", "On its way"]]


class TestDoors:
    def test_another_provider_s_are_not_found(self, priyas, merricks, study):
        study("Amina Clarke")
        page = priyas.open("/provider/messages/new").send(WRITTEN, button="Look at the message")
        sent = page.send(button="Send to 1 person")
        assert merricks.status(sent.path) == 404
        assert "You have not sent a message yet." in merricks.open("/provider/messages").text

    @pytest.mark.parametrize("path", ["", "/new", "/00000000-0000-4000-8000-000000000001"])
    def test_they_are_for_providers_alone(self, aminas, nobodys, study, path):
        assert aminas.status(f"/provider/messages{path}") == 404
        assert nobodys.open(f"/provider/messages{path}").path == "/sign-in"


class TestMany:
    PEOPLE = 10_000

    def test_ten_thousand_ask_for_no_more_queries_than_one(self, priyas, study):
        person, _ = study("Amina Clarke")
        (row,) = registrations_of(person)
        one = self.asks(priyas)
        multiply(row.id, self.PEOPLE - 1)
        many = self.asks(priyas)
        assert many == one
        page = priyas.open("/provider/messages/new").send(WRITTEN, button="Look at the message")
        assert page.heading == "Send this message to 10,000 people?"
        page = page.send(button="Send to 10,000 people")
        assert page.heading == "Message to 10,000 participants"
        with CaptureQueriesContext(connection) as asked:
            assert len(priyas.open(page.path).table) == 100
        assert len(asked) <= 12, statements(asked)

    def asks(self, priyas) -> list[int]:
        """How many queries each page on the way takes."""
        counts = []
        written = priyas.open("/provider/messages/new")
        for look in (
            lambda: priyas.open("/provider/progress"),
            lambda: priyas.open("/provider/messages/new?share=0"),
            lambda: written.send(WRITTEN, button="Look at the message"),
        ):
            with CaptureQueriesContext(connection) as asked:
                look()
            counts.append(len(asked))
        return counts
