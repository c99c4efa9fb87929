"""Writing as somebody does it: in boxes that save, on two devices, from a file, and handed in."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from npq.domain.assessment.models import (
    Revision,
    Script,
    Sitting,
    WordFile,
    WritingDisplay,
)
from tests import world
from tests.asked import statements
from tests.domain.assessment.rules.test_word_files import written
from tests.domain.assessment.writing.conftest import sections
from tests.web.participant.writing.conftest import OVER, SAVE, boxes
from tests.web.visitor import Visitor


class TestWithoutAScript:
    def test_what_is_written_is_saved_and_stands_in_its_box(self, aminas, at):
        page = aminas.open(f"{at}/write")
        assert page.heading == "Your response"
        assert "Your deadline is 10 November 2026 at 9:30am" in page.text
        after = page.send(button=SAVE, **{"answer-plan": "\n  Wait.\r\nThen act."})
        assert after.path == f"{at}/write"
        assert Script.objects.get().content[1] == ["plan", "\n  Wait.\nThen act."]
        assert "\n\n  Wait.\nThen act.</textarea>" in aminas.get(f"{at}/write").content.decode()
        assert "3 of 20 words, saved on our server on 2 November 2026 at 9:30am" in after.text

    def test_looking_begins_nothing(self, aminas, at):
        for page in (
            "write",
            "write/read",
            "write/display",
            "hand-in",
            "receipt",
            "write/file",
            "write/at-deadline",
        ):
            aminas.open(f"{at}/{page}")
        assert not Script.objects.exists()

    def test_two_devices_come_to_the_choice(self, aminas, at, save):
        save(plan="One.")
        page = aminas.open(f"{at}/write")
        save(1, plan="One, on the phone.")
        both = page.send(button=SAVE, **{"answer-plan": "One, at the desk."})
        assert both.path == f"{at}/write/versions/3"
        assert "phone." in both.text
        assert "desk." in both.text
        after = both.send(choice="both")
        assert boxes(after)["plan"] == "One, on the phone.\n\nOne, at the desk."
        assert aminas.status(f"{at}/write/versions/3") == 404

    def test_a_choice_on_what_changed_meanwhile_is_asked_again(self, aminas, at, save):
        save(plan="One.")
        save(0, plan="Phone.")
        both = aminas.open(f"{at}/write").follow("Look at both and choose")
        save(1, plan="One. More.")
        again = both.send(choice="branch")
        assert "was changed since you opened this page" in again.text
        assert boxes(again.send(choice="branch"))["plan"] == "Phone."

    def test_after_the_deadline_what_was_typed_can_still_be_copied(self, aminas, at, clock):
        page = aminas.open(f"{at}/write")
        clock.move_to(OVER)
        told = page.send(button=SAVE, **{"answer-plan": "Too late."})
        assert "is past, so nothing can be changed any more" in told.text
        assert boxes(told)["plan"] == "Too late."
        assert not Revision.objects.exists()

    def test_what_is_too_long_stays_in_its_box(self, aminas, at):
        told = aminas.open(f"{at}/write").send(button=SAVE, **{"answer-plan": "x" * 60_001})
        assert "must be 60,000 characters or fewer" in told.text
        assert len(boxes(told)["plan"]) == 60_001

    def test_markup_is_shown_and_not_run(self, aminas, at):
        text = "<script>alert(1)</script></textarea><b>x</b>"
        page = aminas.open(f"{at}/write").send(button=SAVE, **{"answer-plan": text})
        assert boxes(page)["plan"] == text
        assert text in aminas.open(f"{at}/write/read").text

    def test_where_reading_stops_is_shown(self, aminas, at, save):
        save(situation="word " * 15, plan="alpha beta gamma delta epsilon zeta", account="Unread.")
        page = aminas.open(f"{at}/write/read")
        assert "22 of 20 words" in page.text
        head, _, tail = page.text.partition("stops reading here")
        assert "epsilon" in head
        assert "zeta" in tail
        assert "This answer comes after the place where reading stops" in tail

    def test_the_boxes_look_as_somebody_needs_them(self, aminas, at, amina):
        page = aminas.open(f"{at}/write").follow("Change letters, spacing and colours")
        page.send(face="serif", size="150", spacing="widest", colours="cream")
        row = WritingDisplay.objects.get(person=amina.person_id)
        assert (row.face, row.size, row.spacing, row.colours) == ("serif", 150, "widest", "cream")
        source = aminas.get(f"{at}/write").content.decode()
        assert "npq-writing--serif npq-writing--size-150 npq-writing--widest npq-writing--cream" in source

    def test_nothing_blocks_paste_or_spelling(self, aminas, at):
        source = aminas.get(f"{at}/write").content.decode()
        assert 'spellcheck="true"' in source
        assert "maxlength" not in source
        assert "onpaste" not in source


class TestForAScript:
    def save(self, visitor, at, parent, key=None, **said):
        sent = {"key": str(key or uuid4()), "parent": parent} | {
            f"answer-{name}": text for name, text in sections(**said).items()
        }
        answer = visitor.post(f"{at}/write", sent, headers={"Accept": "application/json"})
        return answer.status_code, answer.json() if answer.status_code < 500 else {}

    def test_it_is_told_what_is_saved(self, aminas, at):
        status, told = self.save(aminas, at, 0, plan="One.")
        assert (status, told["number"], told["saved"]) == (200, 1, "Saved on our server at 9:30am")
        assert self.save(aminas, at, 1, plan="Two.")[1]["number"] == 2
        status, told = self.save(aminas, at, 1, plan="Three.")
        assert (status, told["number"], told["head"]) == (409, 3, 2)
        assert self.save(aminas, at, 2, plan="x" * 60_001)[0] == 422

    def test_answers_to_other_questions_are_not_found(self, aminas, at):
        sent = {"key": str(uuid4()), "parent": 0, "answer-plan": "One."}
        assert aminas.post(f"{at}/write", sent).status_code == 404
        assert not Revision.objects.exists()

    def test_saving_asks_little_of_the_database(self, aminas, at):
        self.save(aminas, at, 0, plan="One.")
        with CaptureQueriesContext(connection) as asked:
            assert self.save(aminas, at, 1, plan="Two.")[0] == 200
        # The session, who it belongs to, and the change: read, written twice, between its beginning and its end.
        assert len(asked) == 7, statements(asked)

    def test_after_the_deadline_it_is_told_so(self, aminas, at, clock):
        clock.move_to(OVER)
        status, told = self.save(aminas, at, 0, plan="One.")
        assert (status, told["code"]) == (422, "writing_over")

    @pytest.mark.parametrize("sent", [{}, {"key": "x"}, {"key": str(uuid4()), "parent": "1"}])
    def test_nonsense_is_not_found(self, aminas, at, sent):
        assert aminas.post_to(f"{at}/write", sent).status == 404

    @pytest.mark.parametrize("typed", ["", "soon", "2026-11-10T09:00:00", "9999-12-31T23:59:59-23:59", "\0"])
    def test_nonsense_about_when_it_was_typed_is_nothing(self, aminas, at, typed):
        sent = {"key": str(uuid4()), "parent": "0", "typed_at": typed}
        sent |= {f"answer-{name}": "x" for name in sections()}
        assert aminas.post_to(f"{at}/write", sent).status in (200, 303)
        assert Revision.objects.get().typed_at is None


class TestAFile:
    def upload(self, visitor, at, content=b"x", name="Amina Clarke.docx"):
        return visitor.post_to(f"{at}/write/file", {"file": SimpleUploadedFile(name, content)})

    def test_its_text_is_shown_and_counts_once_confirmed(self, aminas, at, save):
        save(plan="Before.")
        content = written("About me", "Question 1", "One.", "Question 2", "Two.")
        page = self.upload(aminas, at, content)
        assert page.heading == "What we read in your file"
        assert "About me" in page.text
        assert Script.objects.get().head == 1
        after = page.send(button="Use this text", **{"answer-account": "Three."})
        assert boxes(after) == {"situation": "One.", "plan": "Two.", "account": "Three."}
        row = WordFile.objects.get()
        assert (bytes(row.content), row.revision) == (content, 2)
        assert aminas.open(f"{at}/write/file/{row.id}").path == f"{at}/write"

    def test_what_cannot_be_read_is_said(self, aminas, at):
        assert "not a Word file that can be read" in self.upload(aminas, at).text
        assert "Choose a Word file" in aminas.open(f"{at}/write/file").send(button="Upload").text
        assert not WordFile.objects.exists()

    def test_what_was_written_meanwhile_is_not_written_over(self, aminas, at, save):
        page = self.upload(aminas, at, written("Question 1", "One."))
        save(plan="Meanwhile.")
        assert "was changed in another window" in page.send(button="Use this text").text
        assert Script.objects.get().head == 1


def test_strangers_and_staff_find_nothing(zeds, at, save, northlight, sitting):
    save(plan="Mine.")
    save(0, plan="Other.")
    priya = Visitor(world.staff(northlight))
    for visitor in (zeds, priya):
        for page in (
            "write", "write/read", "write/display", "write/versions/2", "write/file", f"write/file/{uuid4()}",
            "write/at-deadline", "write/response.json", "hand-in", "receipt", "answers",
        ):  # fmt: skip
            assert visitor.status(f"{at}/{page}") == 404, page
        for page in ("write", "hand-in", "receipt", "write/display"):
            assert visitor.post_to(f"{at}/{page}", {"stop": "yes"}).status == 404
    assert not Sitting.objects.exclude(id=sitting).exists()
