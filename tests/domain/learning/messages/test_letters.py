"""The letters of a message: each goes once, however often and however late it is tried."""

from datetime import timedelta

import pytest

from npq.domain.learning.kinds import Delivery, Task
from npq.domain.learning.models import MessageRecipient
from npq.domain.learning.operations.messages import PATIENCE, give_up_on_messages
from npq.domain.learning.queries.messages import messages_to
from npq.domain.learning.tasks import send_part_of_message
from npq.domain.people.models import Person
from npq.gateways import email
from npq.gateways.email.failures import FailureCode, PermanentFailure, TemporaryFailure
from npq.gateways.email.models import KeptLetter
from tests.jobs import queued_jobs, run_queued_jobs
from tests.world import AT, BY


def letters():
    return list(KeptLetter.objects.filter(template="provider-message").order_by("id"))


def states(id):
    return list(
        MessageRecipient.objects.filter(message=id).order_by("number").values_list("delivery", flat=True)
    )


class TestLetters:
    def test_who_has_no_address_reads_it_here(self, send, place_for):
        amina, study = place_for("Amina Clarke")
        Person.objects.filter(id=amina.own_id).update(email=None)
        id = send()
        run_queued_jobs()
        assert states(id) == [Delivery.NO_ADDRESS]
        assert not letters()
        assert [one.subject for one in messages_to(amina, study)] == ["Our next meeting"]

    def test_a_job_that_was_killed_goes_on_without_a_second_letter(self, send, place_for, monkeypatch):
        for name in ("Amina A", "Bea B", "Cora C"):
            place_for(name)
        id = send()
        sent, really = [], email.post

        def killed(**letter):
            if len(sent) == 2:
                raise KeyboardInterrupt
            sent.append(letter["reference"])
            really(**letter)

        monkeypatch.setattr(email, "post", killed)
        with pytest.raises(KeyboardInterrupt):
            send_part_of_message(at=AT, key="k", message_id=id, first=0)
        # As if it had been killed after the last letter went, and before that was noted.
        MessageRecipient.objects.filter(message=id, number=1).update(delivery=Delivery.QUEUED)
        monkeypatch.setattr(email, "post", really)
        send_part_of_message(at=AT, key="k", message_id=id, first=0)
        assert sorted(letter.to.partition(".")[0] for letter in letters()) == ["amina", "bea", "cora"]
        assert states(id) == [Delivery.POSTED] * 3

    def test_one_that_cannot_go_now_holds_up_no_other(self, send, place_for, monkeypatch):
        for name in ("Amina A", "Bea B"):
            place_for(name)
        id = send()
        really = email.post

        def full(**letter):
            if letter["to"].startswith("amina"):
                raise TemporaryFailure(FailureCode.BUSY)
            really(**letter)

        monkeypatch.setattr(email, "post", full)
        with pytest.raises(TemporaryFailure):
            send_part_of_message(at=AT, key="k", message_id=id, first=0)
        assert states(id) == [Delivery.QUEUED, Delivery.POSTED]

    def test_where_nothing_gets_out_nothing_more_is_tried(self, send, place_for, monkeypatch):
        for name in ("Amina A", "Bea B"):
            place_for(name)
        id, tried = send(), []

        def shut(**letter):
            tried.append(letter["to"])
            raise TemporaryFailure(FailureCode.NO_CONNECTION)

        monkeypatch.setattr(email, "post", shut)
        with pytest.raises(TemporaryFailure):
            send_part_of_message(at=AT, key="k", message_id=id, first=0)
        assert len(tried) == 1

    def test_one_that_is_refused_for_good_is_said_to_be(self, send, place_for, monkeypatch):
        place_for("Amina A")
        id = send()

        def refuse(**letter):
            raise PermanentFailure(FailureCode.ADDRESS_REFUSED)

        monkeypatch.setattr(email, "post", refuse)
        run_queued_jobs()
        assert states(id) == [Delivery.FAILED]

    def test_what_could_not_be_sent_for_days_is_given_up_and_may_still_go(self, send, place_for):
        place_for("Amina A")
        id = send()
        assert give_up_on_messages(by=BY, at=AT + PATIENCE - timedelta(seconds=1)) == 0
        assert give_up_on_messages(by=BY, at=AT + PATIENCE) == 1
        assert give_up_on_messages(by=BY, at=AT + 2 * PATIENCE) == 0
        assert states(id) == [Delivery.FAILED]
        run_queued_jobs()
        assert states(id) == [Delivery.POSTED]

    def test_many_go_in_parts(self, send, place_for, monkeypatch):
        monkeypatch.setattr("npq.domain.learning.operations.messages.AT_ONCE", 2)
        monkeypatch.setattr("npq.domain.learning.tasks.AT_ONCE", 2)
        for letter in "ABCDE":
            place_for(f"Person {letter}")
        run_queued_jobs()
        id = send()
        assert queued_jobs() == [Task.SEND_MESSAGE] * 3
        run_queued_jobs()
        assert states(id) == [Delivery.POSTED] * 5
        assert len(letters()) == 5
