"""The learning log: nothing written is lost to another text, a repeat does nothing, and it is its writer's alone."""

from datetime import timedelta
from uuid import UUID

import pytest

from npq.domain.enrolment.operations import reject_registration
from npq.domain.learning.kinds import MOST_ENTRY_CHARACTERS, RefusalCode
from npq.domain.learning.models import LogEntry, Study
from npq.domain.learning.operations.log import (
    add_entry,
    change_entry,
    delete_entry,
    forget_log_entries,
    meet_entry,
    redact_log,
    write_entry,
)
from npq.domain.learning.operations.studying import complete_page
from npq.domain.learning.queries.log import entry_of, log_of, note_of
from npq.domain.learning.queries.privacy import held_about
from npq.domain.learning.queries.reading import read_page
from npq.kernel.privacy import Kept
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.retention import RETENTION
from tests import world
from tests.world import AT, BY

LATER = AT + timedelta(hours=1)
FREE = UUID(int=41)
OVER = timedelta(days=RETENTION[Kept.LEARNING_LOG].days)


@pytest.fixture
def write(study, amina):
    def write(text, seen=0, page="tc1-known", at=AT):
        return write_entry(by=amina, at=at, study_id=study, page=page, text=text, seen=seen)

    return write


def code_of(refused) -> RefusalCode:
    return refused.value.code


class TestWriting:
    def test_an_entry_knows_its_page_topic_and_statements(self, write):
        revision = write("Keep the promise.")
        row = LogEntry.objects.get()
        assert (row.page, row.topic, row.statements) == ("tc1-known", "trust-culture", ["tc-k1"])
        assert (row.text, row.revision, row.written_at) == ("Keep the promise.", revision, AT)

    def test_the_same_text_again_does_nothing_whatever_was_seen(self, write):
        revision = write("Keep it.")
        assert write("Keep it.\r\n", seen=0, at=LATER) == revision
        assert LogEntry.objects.get().changed_at == AT

    def test_a_change_of_what_was_seen_is_kept(self, write):
        first = write("One.")
        second = write("Two.", seen=first, at=LATER)
        assert second > first
        assert LogEntry.objects.get().text == "Two."
        assert LogEntry.objects.get().written_at == AT

    @pytest.mark.parametrize("seen", [0, 7])
    def test_another_text_saved_elsewhere_is_not_written_over(self, write, seen):
        write("From the train.")
        with pytest.raises(Refusal) as refused:
            write("From the office.", seen=seen, at=LATER)
        assert code_of(refused) is RefusalCode.ENTRY_CHANGED_ELSEWHERE
        assert LogEntry.objects.get().text == "From the train."

    def test_what_was_deleted_elsewhere_does_not_come_back_unasked(self, write, study, amina):
        seen = write("Gone soon.")
        delete_entry(by=amina, at=LATER, study_id=study, entry_id=LogEntry.objects.get().id)
        with pytest.raises(Refusal):
            write("Gone soon, typed on.", seen=seen, at=LATER)
        again = write("Anew.", at=LATER)
        assert again != seen
        with pytest.raises(Refusal):
            write("From the tab that saw the first.", seen=seen, at=LATER)

    @pytest.mark.parametrize("empty", ["", "  \r\n\t "])
    def test_nothing_is_written_and_nothing_removed_by_an_empty_text(self, write, empty):
        assert write(empty) == 0
        assert not LogEntry.objects.exists()
        revision = write("Stays.")
        assert write(empty, seen=revision) == revision
        assert LogEntry.objects.get().text == "Stays."

    def test_as_long_as_may_be_and_no_longer(self, write):
        write("é" * MOST_ENTRY_CHARACTERS)
        for text in ("x" * (MOST_ENTRY_CHARACTERS + 1), "x" * 200_000):
            with pytest.raises(Refusal) as refused:
                write(text)
            assert code_of(refused) is RefusalCode.ENTRY_TOO_LONG

    @pytest.mark.parametrize(
        "text",
        [
            "<p class=MsoNormal style='margin:0'><o:p>Word</o:p></p>",
            "<script>alert(1)</script>",
            "tab\tand \x07 bell \x0b and \u202e turned \ufeff",
            "{{ book.schools }} “quoted” 🌱",
        ],
    )
    def test_markup_and_strange_characters_are_kept_as_they_are(self, write, text):
        write(text)
        assert LogEntry.objects.get().text == text

    def test_nul_is_refused(self, write):
        with pytest.raises(Refusal) as refused:
            write("a\0b")
        assert code_of(refused) is RefusalCode.ENTRY_NOT_TEXT

    def test_of_somebody_else_or_nowhere_is_not_found(self, study, amina, zed, northlight, write):
        for by, page in ((zed, "tc1-known"), (world.staff(northlight), "tc1-known"), (amina, "tc9-x")):
            with pytest.raises(NotFound):
                write_entry(by=by, at=AT, study_id=study, page=page, text="Mine now.", seen=0)
        assert not LogEntry.objects.exists()

    def test_after_a_place_was_taken_back_nothing_is_written(self, study, place, northlight, write):
        reject_registration(by=world.staff(northlight), at=AT, registration_id=place)
        with pytest.raises(NotFound):
            write("Too late.")


class TestWithoutAPage:
    def test_sent_twice_it_is_one_entry(self, study, amina):
        for _ in range(2):
            add_entry(
                by=amina, at=AT, study_id=study, entry_id=FREE, text="On the bus.", topic="trust-culture"
            )
        assert LogEntry.objects.get().topic == "trust-culture"

    def test_there_may_be_many(self, study, amina):
        for number in range(3):
            add_entry(by=amina, at=AT, study_id=study, entry_id=UUID(int=number + 1), text="A thought.")
        assert LogEntry.objects.count() == 3

    def test_a_topic_that_the_course_has_not_is_not_found(self, study, amina):
        with pytest.raises(NotFound):
            add_entry(by=amina, at=AT, study_id=study, entry_id=FREE, text="A thought.", topic="no-such")

    def test_under_an_id_of_anothers_entry_nothing_is_found_or_changed(self, study, amina, zed, northlight):
        add_entry(by=amina, at=AT, study_id=study, entry_id=FREE, text="Amina’s.")
        with pytest.raises(NotFound):
            add_entry(by=zed, at=AT, study_id=study, entry_id=FREE, text="Zed’s.")
        assert LogEntry.objects.get().text == "Amina’s."


class TestChanging:
    def test_text_and_topic_of_an_entry_without_a_page(self, study, amina):
        seen = add_entry(by=amina, at=AT, study_id=study, entry_id=FREE, text="A thought.")
        change_entry(
            by=amina, at=LATER, study_id=study, entry_id=FREE, text="Another.", seen=seen, topic="teaching"
        )
        row = LogEntry.objects.get()
        assert (row.text, row.topic) == ("Another.", "teaching")

    def test_the_topic_of_a_page_s_entry_is_its_page_s(self, study, amina, write):
        seen = write("On the page.")
        entry = LogEntry.objects.get().id
        change_entry(
            by=amina, at=AT, study_id=study, entry_id=entry, text="Changed.", seen=seen, topic="teaching"
        )
        assert LogEntry.objects.get().topic == "trust-culture"

    def test_a_deletion_twice_is_one_and_the_page_stays_studied(self, study, amina, write):
        write("Gone soon.")
        complete_page(by=amina, at=AT, study_id=study, page="tc1-known")
        entry = LogEntry.objects.get().id
        for _ in range(2):
            delete_entry(by=amina, at=AT, study_id=study, entry_id=entry)
        assert not LogEntry.objects.exists()
        assert Study.objects.get().minutes_done == 1

    def test_of_somebody_else_is_not_found(self, study, zed, write):
        seen = write("Amina’s.")
        entry = LogEntry.objects.get().id
        for operation, more in (
            (change_entry, {"text": "Zed’s.", "seen": seen}),
            (delete_entry, {}),
            (meet_entry, {"page": "tc1-opening"}),
        ):
            with pytest.raises(NotFound):
                operation(by=zed, at=AT, study_id=study, entry_id=entry, **more)
        assert LogEntry.objects.get().text == "Amina’s."


class TestReading:
    @pytest.fixture
    def log(self, study, amina, write):
        write("Promises at the Café cost 100% of “trust”.")
        write("What I promised in May.", page="tc1-reflection", at=LATER)
        add_entry(
            by=amina,
            at=LATER + timedelta(hours=1),
            study_id=study,
            entry_id=FREE,
            text="Bus.",
            topic="teaching",
        )
        return lambda **asked: [e.text for e in log_of(amina, study, **asked).entries]

    def test_newest_first_with_page_and_topic(self, log, amina, study):
        assert log() == ["Bus.", "What I promised in May.", "Promises at the Café cost 100% of “trust”."]
        free, reflection, _ = log_of(amina, study).entries
        assert (free.page, free.page_title, free.topic_name) == (None, "", "Teaching")
        assert (reflection.page_title, reflection.is_reflection) == ("Yours", True)

    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("PROMIS", 2), ("promised may", 1), ("may promised", 1), ("100%", 1), ("%", 1), ("_", 0),
            ("cafe", 1), ("CAFE\u0301", 1), ("caf\xe9", 1), ("prömise", 2), ('"trust"', 1),
            ("\0", 3), ("' OR 1=1 --", 0), ("   ", 3),
        ],
    )  # fmt: skip
    def test_words_are_looked_for_in_any_order_and_case(self, log, words, found):
        assert len(log(words=words)) == found

    def test_by_topic_and_a_part_at_a_time(self, log, amina, study):
        assert log(topic="teaching") == ["Bus."]
        assert log(topic="no-such") == []
        assert log(first=1, most=1) == ["What I promised in May."]
        assert log_of(amina, study, first=1, most=1).total == 3

    def test_nobody_else_reads_any_of_it(self, log, amina, study, zed, northlight):
        for other in (zed, world.staff(northlight), BY):
            for look in (
                lambda: log_of(other, study),  # noqa: B023
                lambda: entry_of(other, study, FREE),  # noqa: B023
            ):
                with pytest.raises(NotFound):
                    look()
        assert note_of(zed, study, "tc1-known") is None
        with pytest.raises(NotFound):
            read_page(zed, study, "tc1-opening", LATER + timedelta(days=9))
        with pytest.raises(NotFound):
            held_about(zed, amina.person_id)

    def test_a_page_that_a_later_version_has_not_has_no_title(self, log, amina, study):
        LogEntry.objects.filter(page="tc1-known").update(page="tc0-old", topic="old")
        last = log_of(amina, study).entries[-1]
        assert (last.page, last.page_title, last.topic_name) == ("tc0-old", "", "")


class TestMeetingAgain:
    def test_what_was_met_stays_on_its_page_and_is_fresh_again_later(self, study, amina):
        add_entry(by=amina, at=AT, study_id=study, entry_id=FREE, text="A thought.")
        assert read_page(amina, study, "tc1-opening", AT).met is None
        tomorrow = AT + timedelta(days=1)
        met = read_page(amina, study, "tc1-opening", tomorrow).met
        assert met is not None
        assert met.text == "A thought."
        for at in (tomorrow, tomorrow + timedelta(days=3)):
            meet_entry(by=amina, at=at, study_id=study, entry_id=FREE, page="tc1-opening")
        assert LogEntry.objects.get().met_at == tomorrow
        again = read_page(amina, study, "tc1-opening", tomorrow).met
        assert again == met

    def test_a_note_of_the_same_unit_is_not_met_in_it(self, study, amina, write):
        write("On the page.")
        assert read_page(amina, study, "tc1-opening", AT + timedelta(days=1)).met is None


class TestForgetting:
    def test_told_to_its_writer(self, write, amina):
        write("Mine.")
        [row] = [row for row in held_about(amina, amina.person_id) if "learning log" in row.what]
        assert row.facts["text"] == "Mine."
        assert row.why["text"].kept is Kept.LEARNING_LOG

    def test_gone_two_years_after_the_last_day_of_work(self, write, study, amina):
        write("Mine.")
        complete_page(by=amina, at=LATER, study_id=study, page="tc1-known")
        assert forget_log_entries(by=BY, at=AT + OVER) == 0
        assert forget_log_entries(by=BY, at=LATER + OVER) == 1
        assert forget_log_entries(by=BY, at=LATER + OVER) == 0

    def test_writing_is_work(self, write):
        write("First.")
        write("Second.", page="tc1-case", at=LATER)
        assert forget_log_entries(by=BY, at=AT + OVER) == 0
        assert forget_log_entries(by=BY, at=LATER + OVER) == 2

    def test_redacted_with_the_person_and_with_nobody_else(self, write, amina, zed):
        write("Mine.")
        assert redact_log(by=BY, at=AT, person_id=zed.person_id) == 0
        assert redact_log(by=BY, at=AT, person_id=amina.person_id) == 1
        assert redact_log(by=BY, at=AT, person_id=amina.person_id) == 0
