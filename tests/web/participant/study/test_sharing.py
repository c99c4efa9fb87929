"""The pages around sharing, taking along and deleting a learning log, and what a coach finds behind the link."""

import io
import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from npq.domain.enrolment.operations import accept_registration
from npq.domain.learning import lookups
from npq.domain.learning.kinds import HowFar
from npq.domain.learning.models import LogEntry, SharedEntry
from npq.domain.learning.operations.audit import choose_priorities, take_audit
from npq.domain.learning.operations.log import write_entry
from npq.domain.learning.operations.sharing import SHARED_FOR, share_entry
from npq.domain.learning.operations.studying import complete_page, open_study
from npq.domain.learning.queries.sharing import coach_token
from npq.domain.registration.models import Approval
from tests import world
from tests.domain.learning.packs.small import TOPICS
from tests.web.visitor import Visitor
from tests.world import AT, BY

COL = {"name": "Col Coach", "email": "col@coach.example"}
TEXT = "<b>I waited</b> & asked."


@pytest.fixture
def study_id(registered, northlight, tmp_path):
    world.course(tmp_path)
    accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
    return open_study(by=BY, at=AT, registration_id=registered)


@pytest.fixture
def entry(amina, study_id):
    write_entry(by=amina, at=AT, study_id=study_id, page="tc1-known", text=TEXT, seen=0)
    return LogEntry.objects.get().id


@pytest.fixture
def log(study_id) -> str:
    return f"/study/{study_id}/log"


@pytest.fixture
def shared(amina, study_id, entry):
    def shared(**coach):
        return share_entry(by=amina, at=AT, study_id=study_id, entry_id=entry, **(COL | coach))

    return shared


def link(share) -> str:
    return f"/shared-log/{coach_token(share)}"


class TestSharing:
    def test_the_whole_text_and_the_warning_come_before_it(self, aminas, log, entry):
        page = aminas.open(log).follow(
            "Share with a coach : What is known, 2 November 2026".replace(" :", ":")
        )
        assert page.path == f"{log}/{entry}/share"
        assert TEXT in page.text
        assert "is a pupil, a parent or a colleague named in it" in page.text
        after = page.send(button="Share it", **COL)
        assert after.path == log
        assert (
            "Shared with Col Coach (col@coach.example) since 2 November 2026, until 31 January 2027"
            in after.text
        )

    def test_a_coach_once_named_is_offered_again(self, aminas, log, entry, shared, study_id, amina):
        shared()
        write_entry(by=amina, at=AT, study_id=study_id, page="tc1-case", text="More.", seen=0)
        other = LogEntry.objects.get(page="tc1-case").id
        page = aminas.open(f"{log}/{other}/share")
        assert page.offered == ["Col Coach", "Somebody else"]
        assert page.send(button="Share it").errors == ["Select your coach, or somebody else"]
        page.send(button="Share it", coach="0")
        assert SharedEntry.objects.get(entry=other).coach_email == COL["email"]

    def test_somebody_else_needs_a_name_and_an_address(self, aminas, log, entry, shared):
        page = aminas.open(f"{log}/{entry}/share").send(button="Share it", email="no address")
        assert page.errors == [
            "Enter your coach’s full name",
            "Enter an email address in the correct format, like name@example.com",
        ]
        shared()
        again = aminas.open(f"{log}/{entry}/share")
        assert "Shared with Col Coach" in again.text
        assert again.send(button="Share it", coach="another").errors == [
            "Enter your coach’s full name",
            "Enter your coach’s email address",
        ]

    def test_an_employer_is_refused_in_words(self, aminas, log, entry):
        sponsor = Approval.objects.get().sponsor_email
        page = aminas.open(f"{log}/{entry}/share").send(button="Share it", name="Grace", email=sponsor)
        assert "never shared with your employer" in page.errors[0]
        assert page.holds("email") == [sponsor]
        assert not SharedEntry.objects.exists()

    def test_it_stops_at_once(self, aminas, log, entry, shared):
        share = shared()
        assert Client().get(link(share)).status_code == 200
        after = aminas.open(log).send(button="Stop sharing with Col Coach")
        assert after.path == log
        assert "The entry is not shared any more." in after.text
        assert "Shared with" not in after.text
        assert Client().get(link(share)).status_code == 410

    def test_whoever_changes_an_entry_is_told_that_it_is_shared(self, aminas, log, entry, shared):
        assert "Shared with" not in aminas.open(f"{log}/{entry}").text
        shared()
        assert "your coach reads from then on" in aminas.open(f"{log}/{entry}").text

    def test_the_log_takes_the_same_queries_however_much_is_shared(self, aminas, log, shared):
        shared()
        with CaptureQueriesContext(connection) as one:
            aminas.open(log)
        for number in range(8):
            shared(email=f"coach.{number}@coach.example")
        with CaptureQueriesContext(connection) as many:
            aminas.open(log)
        assert len(one) == len(many)


class TestTheCoach:
    def test_reads_one_entry_and_can_do_nothing(self, shared):
        page = Visitor().open(link(shared()))
        assert page.heading == "From the learning log of Amina Clarke"
        assert TEXT in page.text
        assert "on the page “What is known” of the topic “Trust culture”" in page.text
        assert not list(page.main.iter("form"))
        assert page.response["Cache-Control"] == "no-store"
        assert page.response["X-Robots-Tag"] == "noindex"

    def test_a_full_stop_after_the_link_does_no_harm(self, shared):
        assert Visitor().open(link(shared()) + ".").status == 200

    @pytest.mark.parametrize("end", ["deleted", "expired"])
    def test_afterwards_there_is_no_name(self, end, shared, clock):
        share = shared()
        if end == "deleted":
            LogEntry.objects.all().delete()
        else:
            clock.move_to(AT + SHARED_FOR)
        page = Visitor().open(link(share))
        assert (page.status, page.heading) == (410, "No longer shared")
        assert "Amina" not in page.response.content.decode()
        assert "Col" not in page.text

    def test_a_forged_link_leads_nowhere(self, shared):
        assert Client().get(link(shared()) + "x").status_code == 404
        assert Client().post(link(SharedEntry.objects.get().id)).status_code == 405

    def test_staff_who_are_signed_in_may_follow_a_link_of_theirs(self, shared, northlight):
        assert Visitor(world.staff(northlight)).open(link(shared())).status == 200


class TestTakingAlong:
    def test_as_a_pdf_with_every_word(self, aminas, log, entry):
        answer = aminas.get(f"{log}/export.pdf")
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"] == 'attachment; filename="learning-log.pdf"'
        assert answer["Cache-Control"] == "no-store"
        reader = PdfReader(io.BytesIO(answer.content))
        said = reader.pages[0].extract_text()
        assert TEXT in said
        assert "Unit: “One promise”. Topic: Trust culture." in said
        assert "Know what a promise costs." in said
        assert reader.metadata.title == "Learning log: Executive leadership"
        assert answer.content == aminas.get(f"{log}/export.pdf").content

    def test_an_empty_log_is_a_pdf_too(self, aminas, log):
        assert aminas.get(f"{log}/export.pdf").content.startswith(b"%PDF")

    def test_one_that_is_too_long_is_refused_in_words(self, aminas, log, entry, monkeypatch):
        monkeypatch.setattr(lookups, "MOST_PDF_CHARACTERS", 3)
        answer = aminas.get(f"{log}/export.pdf")
        assert answer.status_code == 409
        assert "Take it along as Markdown or JSON" in answer.content.decode()

    def test_of_somebody_else_it_is_not_found(self, log, entry, zed):
        assert Visitor(zed).status(f"{log}/export.pdf") == 404


class TestDeletingAll:
    def test_it_says_what_goes_and_what_stays_and_offers_the_files(
        self, aminas, log, entry, shared, study_id, amina
    ):
        complete_page(by=amina, at=AT, study_id=study_id, page="tc1-opening")
        shared()
        page = aminas.open(log).follow("Delete your whole learning log")
        assert "your award rests on it" in page.text
        assert "the entry you share: its link stops working at once" in page.text
        assert {"to print (PDF)", "to read (Markdown)", "as data (JSON)"} <= set(page.links)
        assert LogEntry.objects.exists()
        after = page.send(button="Delete my learning log")
        assert after.path == log
        assert "There is nothing here yet" in after.text
        assert not LogEntry.objects.exists()
        assert aminas.post_to(f"{log}/delete").status == 200
        assert aminas.open(f"{log}/delete").heading == "Your learning log is empty"
        assert json.loads(aminas.get(f"{log}/export.json").content)["entries"] == []


class TestCoaching:
    def test_one_page_to_bring_along(self, aminas, log, amina, study_id, entry, shared):
        page = aminas.open(f"/study/{study_id}").follow("One page to bring along")
        assert "No priorities are chosen yet" in page.text
        assert "No entry is shared" in page.text
        assert "No task is left of the units you have begun. 1 more task comes later" in page.text
        complete_page(by=amina, at=AT, study_id=study_id, page="tc1-opening")
        page = aminas.open(f"/study/{study_id}/coaching")
        assert "About 30 minutes" in page.text
        assert "later" not in page.text
        take_audit(by=amina, at=AT, study_id=study_id, answers=dict.fromkeys(TOPICS, HowFar.SOME))
        choose_priorities(by=amina, at=AT, study_id=study_id, topics=TOPICS[:3])
        complete_page(by=amina, at=AT, study_id=study_id, page="tc1-task")
        shared()
        page = aminas.open(f"/study/{study_id}/coaching")
        assert "Trust culture: “I know some of it”" in page.text
        assert "Done on 2 November 2026" in page.text
        assert "Every task that is open is done" in page.text
        assert TEXT in page.text
        assert "Shared with Col Coach" in page.text

    def test_of_somebody_else_it_is_not_found(self, study_id, zed):
        assert Visitor(zed).status(f"/study/{study_id}/coaching") == 404
