"""Notes on any page, reflections, and the learning log: nothing typed is lost, and nobody else reads any of it."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from npq.domain.enrolment.operations import accept_registration
from npq.domain.learning.models import LogEntry, PageDone
from npq.domain.learning.operations.log import write_entry
from npq.domain.learning.operations.studying import open_study
from tests import world
from tests.web.visitor import Visitor
from tests.world import AT, BY

SAVE = "Save my note"
REFLECT = "Save my reflection"


@pytest.fixture
def study_id(registered, northlight, tmp_path):
    world.course(tmp_path)
    accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
    return open_study(by=BY, at=AT, registration_id=registered)


@pytest.fixture
def study(study_id) -> str:
    """The address of Amina's study of the small pack."""
    return f"/study/{study_id}"


@pytest.fixture
def wrote(amina, study_id):
    def wrote(text, page="tc1-known", at=AT, seen=0):
        return write_entry(by=amina, at=at, study_id=study_id, page=page, text=text, seen=seen)

    return wrote


class TestOnAPage:
    def test_a_note_is_saved_and_stands_in_its_box(self, aminas, study):
        page = aminas.open(f"{study}/tc1-known")
        assert "Do not name pupils" in page.text
        after = page.send(button=SAVE, note="Ask both heads.\r\nTwice.")
        assert after.path == f"{study}/tc1-known"
        assert after.holds("note") == ["Ask both heads.\nTwice."]
        assert "Saved on 2 November 2026 at 9:30am" in after.text
        assert not PageDone.objects.exists()

    def test_going_on_saves_what_was_typed(self, aminas, study):
        after = aminas.open(f"{study}/tc1-known").send(button="Continue", note="On my way.")
        assert after.path == f"{study}/tc1-case"
        assert LogEntry.objects.get().text == "On my way."

    def test_a_page_with_something_to_decide_has_its_box_too(self, aminas, study):
        aminas.open(f"{study}/tc1-case").send(button=SAVE, note="I would wait.")
        assert LogEntry.objects.get().page == "tc1-case"

    def test_writing_a_reflection_completes_its_page(self, aminas, study):
        page = aminas.open(f"{study}/tc1-reflection")
        assert "Your reflection" in page.text
        assert page.send(button=REFLECT, note="The one in May.").path == f"{study}/tc1-reflection"
        assert PageDone.objects.get().page == "tc1-reflection"

    def test_a_reflection_may_be_left_empty(self, aminas, study):
        page = aminas.open(f"{study}/tc1-reflection")
        page.send(button=REFLECT)
        assert not PageDone.objects.exists()
        assert page.send(button="Continue").path == f"{study}/tc1-task"
        assert PageDone.objects.get().page == "tc1-reflection"
        assert not LogEntry.objects.exists()

    @pytest.mark.parametrize("button", [SAVE, "Continue"])
    def test_another_text_saved_meanwhile_is_shown_beside_one_s_own(self, aminas, study, wrote, button):
        page = aminas.open(f"{study}/tc1-known")
        wrote("From the train.")
        both = page.send(button=button, note="From the office.")
        assert "was changed in another window" in both.errors[0]
        assert "From the train." in both.text
        assert both.holds("note") == ["From the office."]
        assert not PageDone.objects.exists()
        both.send(button=SAVE)
        assert LogEntry.objects.get().text == "From the office."

    def test_what_was_deleted_meanwhile_can_be_kept(self, aminas, study, wrote):
        wrote("Gone soon.")
        page = aminas.open(f"{study}/tc1-known")
        LogEntry.objects.all().delete()
        told = page.send(button=SAVE, note="Gone soon, and more.")
        assert "It was deleted" in told.text
        told.send(button=SAVE)
        assert LogEntry.objects.get().text == "Gone soon, and more."

    def test_a_text_that_is_too_long_stays_in_its_box(self, aminas, study):
        long = "x" * 200_000
        page = aminas.open(f"{study}/tc1-known").send(button=SAVE, note=long)
        assert page.errors == ["Your note must be 20,000 characters or fewer"]
        assert page.holds("note") == [long]
        assert not LogEntry.objects.exists()

    def test_nul_is_refused_in_words(self, aminas, study):
        answer = aminas.post(f"{study}/tc1-known/note", {"note": "a\0b", "seen": "0"})
        assert "must not include control characters" in answer.content.decode()

    def test_markup_is_shown_and_not_run(self, aminas, study):
        text = "<script>alert(1)</script><b>Word</b> </textarea>"
        page = aminas.open(f"{study}/tc1-known").send(button=SAVE, note=text)
        assert page.holds("note") == [text]
        assert text in aminas.open(f"{study}/log").text

    def test_emptying_the_box_asks_before_anything_is_deleted(self, aminas, study, wrote):
        wrote("Stays until it is said twice.")
        asked = aminas.open(f"{study}/tc1-known").send(button=SAVE, note=" ")
        assert asked.heading == "Delete this entry?"
        assert LogEntry.objects.count() == 1

    @pytest.mark.parametrize("seen", ["", "x", "-1", "²", "9" * 40])
    def test_nonsense_for_what_was_seen_overwrites_nothing(self, aminas, study, wrote, seen):
        wrote("Mine.")
        answer = aminas.post(f"{study}/tc1-known/note", {"note": "Other.", "seen": seen})
        assert answer.status_code == 200
        assert LogEntry.objects.get().text == "Mine."

    def test_a_script_is_told_what_stands_there(self, aminas, study):
        def save(note, seen):
            sent = {"note": note, "seen": seen}
            answer = aminas.post(f"{study}/tc1-reflection/note", sent, headers={"Accept": "application/json"})
            return answer.status_code, answer.json()

        status, first = save("One.", 0)
        assert (status, first["saved"]) == (200, "Saved at 9:30am")
        assert save("Two.", first["revision"])[0] == 200
        status, told = save("Three.", first["revision"])
        assert (status, told["text"]) == (409, "Two.")
        assert save("x" * 20_001, told["revision"])[0] == 422
        assert not PageDone.objects.exists()

    def test_anothers_is_not_found(self, zeds, study):
        for path in ("tc1-known/note", "log/add", "tc1-known/go-on"):
            assert zeds.post_to(f"{study}/{path}", {"note": "x", "seen": "0", "text": "x"}).status == 404
        assert not LogEntry.objects.exists()


class TestMeetingAgain:
    def test_where_a_unit_begins_an_earlier_thought_comes_back(self, aminas, study, clock):
        aminas.open(f"{study}/log/add").send(text="Promise less. " * 60, topic="teaching")
        assert "You wrote on" not in aminas.open(f"{study}/tc1-opening").text
        clock.move(days=1)
        page = aminas.open(f"{study}/tc1-opening")
        assert "You wrote on 2 November 2026" in page.text
        assert "Promise less. …" in page.text
        assert page.follow("Read it where you wrote it").holds("text") == [("Promise less. " * 60).strip()]
        assert "You wrote on" not in aminas.open(f"{study}/tc1-known").text
        page.send(button="Continue")
        assert LogEntry.objects.get().met_on == "tc1-opening"
        assert "You wrote on" in aminas.open(f"{study}/tc1-opening").text


class TestTheLog:
    @pytest.fixture
    def entries(self, wrote):
        wrote("Promises cost trust.")
        wrote("What I promised.", page="tc1-reflection", at=AT + timedelta(days=3))

    def test_from_the_course_to_all_entries_newest_first(self, aminas, study, entries):
        page = aminas.open(study).follow("your learning log")
        assert page.heading == "Your learning log"
        assert page.text.index("What I promised.") < page.text.index("Promises cost trust.")
        assert "Trust culture. Reflection of 5 November 2026." in page.text
        assert page.links["Yours"] == f"{study}/tc1-reflection"

    def test_empty_it_says_what_comes_here(self, aminas, study):
        assert "There is nothing here yet" in aminas.open(f"{study}/log").text

    def test_it_is_searched_by_words_and_topic(self, aminas, study, entries):
        page = aminas.open(f"{study}/log").send(button="Search", words="TRUST")
        assert "1 entry fits" in page.text
        assert "What I promised." not in page.text
        other = page.send(button="Search", topic="teaching")
        assert "0 entries fit" in other.text
        assert other.links["show all entries"] == f"{study}/log"

    def test_many_come_a_page_at_a_time(self, aminas, study):
        for number in range(27):
            page = aminas.open(f"{study}/log/add").send(text=f"Thought {number:02}.")
        assert "Showing 1 to 25 of 27" in page.text
        assert "Showing 26 to 27 of 27" in aminas.open(f"{study}/log", page=99).text

    def test_an_entry_without_a_page_is_written_once_however_often_it_is_sent(self, aminas, study):
        page = aminas.open(f"{study}/log/add")
        for _ in range(2):
            assert page.send(text="On the bus.").path == f"{study}/log"
        assert LogEntry.objects.count() == 1
        assert page.send(text="").errors == [
            "Write something first. To remove an entry, delete it from your log"
        ]

    def test_nonsense_for_the_id_of_a_new_entry_is_not_found(self, aminas, study):
        assert aminas.post_to(f"{study}/log/add", {"text": "x", "entry": "nonsense"}).status == 404

    def test_an_entry_is_changed_and_another_text_meanwhile_is_shown(self, aminas, study, wrote):
        seen = wrote("One.")
        page = aminas.open(f"{study}/log/{LogEntry.objects.get().id}")
        wrote("Two.", seen=seen, at=AT + timedelta(hours=1))
        both = page.send(text="Three.")
        assert "was changed in another window" in both.errors[0]
        assert "Two." in both.text
        assert both.send().path == f"{study}/log"
        assert LogEntry.objects.get().text == "Three."

    def test_deleting_asks_first_and_says_what_stays(self, aminas, study, entries):
        newest = LogEntry.objects.get(page="tc1-reflection")
        asked = aminas.open(f"{study}/log/{newest.id}").follow("Delete this entry")
        assert "That you studied the page stays" in asked.text
        assert asked.send().path == f"{study}/log"
        assert LogEntry.objects.get().page == "tc1-known"
        assert aminas.post_to(f"{study}/log/{newest.id}/delete").path == f"{study}/log"

    def test_what_was_done_is_said(self, aminas, study):
        page = aminas.open(f"{study}/log/add").send(text="On the bus.\nTo work.")
        assert "Your entry is saved." in page.text
        entry = LogEntry.objects.get().id
        assert "Your changes are saved." in aminas.open(f"{study}/log/{entry}").send(text="In it.").text
        page = aminas.open(f"{study}/log/{entry}/delete").send()
        assert "The entry is deleted." in page.text
        assert "Your learning log is deleted." in aminas.post_to(f"{study}/log/delete").text
        assert "deleted" not in aminas.open(f"{study}/log").text

    def test_an_entry_without_a_page_is_called_by_its_first_words(self, aminas, study):
        page = aminas.open(f"{study}/log/add").send(text="On the bus.\nTo work.")
        assert "Change what you wrote: On the bus., 2 November 2026" in page.links

    def test_all_of_it_can_be_taken_along(self, aminas, study, wrote):
        wrote("# Not a heading\n\nof ours: “é 🌱”, *nor* <b>ours</b>")
        aminas.open(f"{study}/log/add").send(text="x" * 5000)
        markdown = aminas.get(f"{study}/log/export.md")
        assert markdown["Content-Type"] == "text/markdown; charset=utf-8"
        assert markdown["Content-Disposition"] == 'attachment; filename="learning-log.md"'
        assert markdown["Cache-Control"] == "no-store"
        text = markdown.content.decode()
        assert "## What is known\n" in text
        assert r"> \# Not a heading" + "\n>\n" + r"> of ours: “é 🌱”, \*nor\* \<b>ours\</b>" + "\n" in text
        assert "Unit: “One promise”. Topic: Trust culture." in text
        assert "- Know what a promise costs." in text
        assert "## A thought of your own\n" in text
        assert "## x" not in text
        assert "x" * 5000 in text
        data = aminas.get(f"{study}/log/export.json")
        assert data["Content-Type"] == "application/json"
        told = json.loads(data.content)
        assert {one["page"] for one in told["entries"]} == {None, "tc1-known"}
        assert {one["unit_title"] for one in told["entries"]} == {None, "One promise"}
        assert {one["text"] for one in told["entries"]} == {
            "x" * 5000,
            "# Not a heading\n\nof ours: “é 🌱”, *nor* <b>ours</b>",
        }

    def test_anothers_log_is_not_found(self, zeds, study, entries):
        entry = LogEntry.objects.first().id
        for path in ("", "/add", f"/{entry}", f"/{entry}/delete", "/export.md", "/export.json"):
            assert zeds.status(f"{study}/log{path}") == 404
        zeds.post_to(f"{study}/log/{entry}/delete")
        assert LogEntry.objects.count() == 2

    def test_staff_find_nothing_of_it(self, study, entries, northlight):
        priya = Visitor(world.staff(northlight))
        assert priya.status(f"{study}/log") == 404

    def test_a_long_log_asks_the_database_no_more(self, aminas, study, entries):
        def asked():
            with CaptureQueriesContext(connection) as queries:
                aminas.open(f"{study}/log")
            return len(queries)

        few = asked()
        for number in range(8):
            aminas.open(f"{study}/log/add").send(text=f"Thought {number}.")
        assert asked() <= few
