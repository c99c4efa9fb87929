"""Messages of a provider: to exactly those who were looked at, once, and read and forgotten as long."""

from datetime import timedelta

import pytest

from npq.domain.enrolment.models import Enrolment
from npq.domain.enrolment.operations import reject_registration
from npq.domain.learning.kinds import Delivery, JournalKind, RefusalCode, Share
from npq.domain.learning.models import Message, MessageRecipient
from npq.domain.learning.operations.messages import (
    forget_messages,
    redact_messages,
)
from npq.domain.learning.operations.studying import complete_page
from npq.domain.learning.queries.messages import (
    addressees,
    message_to,
    message_with,
    messages_to,
    messages_with,
    new_messages,
)
from npq.domain.learning.queries.privacy import held_about
from npq.domain.learning.queries.provider import ProgressFilters
from npq.gateways.email.models import KeptLetter
from npq.kernel.models import Entry
from npq.kernel.privacy import Kept
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.retention import RETENTION
from tests import world
from tests.jobs import run_queued_jobs
from tests.world import AT, BY

EVERYBODY = ProgressFilters()
TEXT = "Our next meeting is on 9 November.\n\nSee https://northlight.example/meeting before it."


def letters():
    return list(KeptLetter.objects.filter(template="provider-message").order_by("id"))


def states(id):
    return list(
        MessageRecipient.objects.filter(message=id).order_by("number").values_list("delivery", flat=True)
    )


def code(refused):
    return refused.value.code


class TestSending:
    def test_everybody_who_fits_gets_it_and_nobody_else(self, send, place_for, meridian):
        amina, begun = place_for("Amina Clarke")
        place_for("Bea New")
        place_for("Cora Elsewhere", meridian)
        complete_page(by=amina, at=AT, study_id=begun, page="tc1-opening")
        id = send(ProgressFilters(share=Share.NOTHING))
        run_queued_jobs()
        (letter,) = letters()
        assert letter.to.startswith("bea.new")
        assert letter.subject == "Northlight Institute: Our next meeting"
        assert TEXT in letter.body
        assert "contact Northlight Institute: help@northlight.example" in letter.body
        assert states(id) == [Delivery.POSTED]
        assert Message.objects.get(id=id).narrowed == {"share": "0"}

    def test_twice_is_once(self, send, place_for, priya, northlight):
        place_for("Amina Clarke")
        id = send()
        seen = addressees(priya, northlight, EVERYBODY, AT).digest
        place_for("Bea Later")
        assert send(id=id, seen=seen) == id
        run_queued_jobs()
        assert Message.objects.count() == len(letters()) == 1

    def test_the_journal_holds_ids_and_numbers(self, send, place_for, priya, northlight):
        place_for("Amina Clarke")
        id = send()
        entry = Entry.objects.get(kind=JournalKind.MESSAGE_SENT)
        assert (entry.subject_id, entry.by_person_id) == (str(id), priya.person_id)
        assert entry.facts == {"lead_provider": str(northlight), "people": 1}

    def test_a_list_that_has_changed_is_looked_at_again(self, send, place_for, priya, northlight):
        place_for("Amina Clarke")
        seen = addressees(priya, northlight, EVERYBODY, AT).digest
        place_for("Bea New")
        with pytest.raises(Refusal) as refused:
            send(seen=seen)
        assert code(refused) is RefusalCode.LIST_CHANGED_MEANWHILE
        assert not Message.objects.exists()

    def test_those_who_have_left_are_not_in_it(self, send, place_for, priya, northlight):
        place_for("Amina Clarke")
        gone, _ = place_for("Bea Gone")
        withdrawn, _ = place_for("Cora Withdrawn")
        place = Enrolment.objects.get(registration__person=gone.own_id).registration_id
        reject_registration(by=priya, at=AT, registration_id=place)
        Enrolment.objects.filter(registration__person=withdrawn.own_id).update(training_status="withdrawn")
        found = addressees(priya, northlight, EVERYBODY, AT)
        assert [person.full_name for person in found.people] == ["Amina Clarke"]

    def test_nobody_is_refused(self, send, course):
        with pytest.raises(Refusal) as refused:
            send()
        assert code(refused) is RefusalCode.NOBODY_TO_WRITE_TO

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ({"subject": " "}, RefusalCode.MESSAGE_INCOMPLETE),
            ({"body": "\n"}, RefusalCode.MESSAGE_INCOMPLETE),
            ({"reach": ""}, RefusalCode.MESSAGE_INCOMPLETE),
            ({"body": "a" * 4001}, RefusalCode.MESSAGE_TOO_LONG),
            ({"subject": "a" * 121}, RefusalCode.MESSAGE_TOO_LONG),
            ({"body": "a\0"}, RefusalCode.MESSAGE_NOT_TEXT),
        ],
    )
    def test_a_text_must_be_one(self, send, place_for, text, why):
        place_for("Amina Clarke")
        with pytest.raises(Refusal) as refused:
            send(**text)
        assert code(refused) is why

    def test_five_on_a_day_are_the_most(self, send, place_for, meridian):
        place_for("Amina Clarke")
        place_for("Cora Elsewhere", meridian)
        for _ in range(5):
            send()
        with pytest.raises(Refusal) as refused:
            send()
        assert code(refused) is RefusalCode.MESSAGES_USED_UP
        send(by=world.staff(meridian), provider=meridian)
        send(at=AT + timedelta(days=1))
        assert Message.objects.count() == 7

    def test_a_stranger_s_id_and_provider_are_not_found(self, send, place_for, meridian, zed):
        place_for("Amina Clarke")
        id = send()
        merrick = world.staff(meridian)
        with pytest.raises(NotFound):
            send(by=merrick, seen="")
        with pytest.raises(NotFound):
            send(by=merrick, provider=meridian, id=id, seen="")
        with pytest.raises(NotFound):
            send(by=zed, seen="")


class TestReading:
    def test_another_s_message_is_not_there(self, send, place_for, meridian, zed):
        amina, study = place_for("Amina Clarke")
        bea, other = place_for("Bea Elsewhere", meridian)
        id = send()
        merrick = world.staff(meridian)
        assert messages_with(merrick, 0, 10) == ([], 0)
        assert messages_to(bea, other) == []
        for read in (
            lambda: message_with(merrick, id, 0, 10),
            lambda: message_with(amina, id, 0, 10),
            lambda: message_to(bea, other, id),
            lambda: message_to(bea, study, id),
            lambda: messages_to(zed, study),
        ):
            with pytest.raises(NotFound):
                read()

    def test_a_new_one_is_shown_for_four_weeks(self, send, place_for):
        amina, study = place_for("Amina Clarke")
        send()
        second = send(at=AT + timedelta(hours=1), subject="A second one")
        (shown,) = new_messages(amina, AT + timedelta(days=27)).values()
        assert (shown.id, shown.study) == (second, study)
        assert not new_messages(amina, AT + timedelta(days=29))

    def test_the_export_tells_what_was_written_and_not_by_whom(self, send, place_for, priya):
        amina, _ = place_for("Amina Clarke")
        id = send()
        (told,) = [row for row in held_about(amina, amina.own_id) if row.id == id]
        assert told.facts["body"] == TEXT
        assert str(priya.person_id) not in str(told.facts)
        assert [row.id for row in held_about(priya, priya.own_id)] == [id]


class TestForgetting:
    def test_what_was_said_goes_and_that_it_was_sent_stays(self, send, place_for):
        amina, study = place_for("Amina Clarke")
        id = send()
        over = AT + timedelta(days=RETENTION[Kept.MESSAGE].days)
        assert forget_messages(by=BY, at=over - timedelta(seconds=1)) == 0
        assert forget_messages(by=BY, at=over) == 1
        assert forget_messages(by=BY, at=over) == 0
        message = Message.objects.get(id=id)
        assert (message.subject, message.body, message.reach, message.people) == ("", "", "", 1)
        assert messages_to(amina, study) == []

    def test_a_letter_that_waits_so_long_goes_nowhere(self, send, place_for):
        place_for("Amina Clarke")
        id = send()
        forget_messages(by=BY, at=AT + timedelta(days=RETENTION[Kept.MESSAGE].days))
        run_queued_jobs()
        assert states(id) == [Delivery.NO_ADDRESS]

    def test_what_was_written_to_one_person_alone_goes_with_them(self, send, place_for):
        amina, _ = place_for("Amina Clarke")
        alone = send()
        place_for("Bea New")
        both = send()
        assert redact_messages(by=BY, at=AT, person_id=amina.own_id) == 1
        assert redact_messages(by=BY, at=AT, person_id=amina.own_id) == 0
        assert Message.objects.get(id=alone).body == ""
        assert Message.objects.get(id=both).body == TEXT
