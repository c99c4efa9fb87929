"""Handing in, with its receipt and what it says of its writer, and taking back."""

from hashlib import sha256

from npq.domain.assessment.models import (
    Script,
    Submission,
)
from tests.web.participant.writing.conftest import HAND_IN, OVER, SAVE, STATED, boxes


class TestHandingIn:
    def test_it_is_handed_in_with_a_receipt_and_taken_back(self, aminas, at, save, sitting):
        save(plan="My plan is to wait.")
        page = aminas.open(f"{at}/write").follow("Go on to hand it in")
        assert "My plan is to wait." in page.text
        receipt = page.send(button=HAND_IN, **STATED)
        assert receipt.path == f"{at}/receipt"
        assert receipt.heading == "Your response is handed in"
        row = Submission.objects.get()
        for said in (row.receipt, row.digest, "2 November 2026 at 9:30am", "5, of a limit of 20"):
            assert said in receipt.text
        assert aminas.open(f"{at}/hand-in").path == f"{at}/receipt"
        exported = aminas.get(f"{at}/write/response.json?receipt={row.receipt}").content
        assert sha256(exported).hexdigest() == row.digest
        after = receipt.send(button="Take it back")
        assert after.path == f"{at}/write"
        assert boxes(after)["plan"] == "My plan is to wait."
        assert "Taken back" in aminas.open(f"{at}/receipt").text

    def test_what_is_missing_is_asked_for(self, aminas, at, save):
        page = aminas.open(f"{at}/hand-in")
        assert page.send(button=HAND_IN).errors == [
            "Select what you used, or “None of these”",
            "Confirm that this is your own work",
        ]
        assert page.send(button=HAND_IN, **STATED).errors == [
            "There is nothing to hand in yet: your response is empty"
        ]

    def test_what_changed_meanwhile_is_looked_at_first(self, aminas, at, save):
        save(plan="One.")
        page = aminas.open(f"{at}/hand-in")
        save(1, plan="Two.")
        told = page.send(button=HAND_IN, **STATED)
        assert "was changed in another window" in told.errors[0]
        assert "Two." in told.text
        assert told.send(button=HAND_IN).path == f"{at}/receipt"

    def test_words_that_say_who_one_is_are_shown_in_their_place_and_replaced(self, aminas, at, save):
        save(situation="Waiting.", plan="I am Amina Clarke, and we at Oakfield Academy\nwait.")
        page = aminas.open(f"{at}/hand-in")
        assert "In 2 places your response may tell them" in page.text
        assert "I am Amina Clarke, and we at Oakfield Academy wait." in page.text
        assert "It may be your name. Write “I”, or leave it out." in page.text
        assert "It may be the name of your school. Write “my school”." in page.text
        assert page.send(button=HAND_IN).errors == [
            "Select what you used, or “None of these”",
            "Replace the words that may say who you are, or confirm that you leave them in",
            "Confirm that this is your own work",
        ]
        told = page.send(button=HAND_IN, **STATED)
        assert told.errors == [
            "Replace the words that may say who you are, or confirm that you leave them in"
        ]
        assert not Submission.objects.exists()
        box = told.follow("Replace it in question 2: Amina Clarke")
        assert box.path == f"{at}/write"
        box.send(button=SAVE, **{"answer-plan": "We wait."})
        page = aminas.open(f"{at}/hand-in")
        assert "and found none" in page.text
        assert page.send(button=HAND_IN, **STATED).path == f"{at}/receipt"
        assert Submission.objects.get().identifying_kept == 0

    def test_words_that_say_who_one_is_are_kept_knowingly(self, aminas, at, save):
        save(plan="Amina is my name.")
        page = aminas.open(f"{at}/hand-in")
        assert page.send(button=HAND_IN, keep="yes", **STATED).path == f"{at}/receipt"
        assert Submission.objects.get().identifying_kept == 1

    def test_what_goes_in_at_the_deadline_is_looked_at_too(self, aminas, at, save):
        save(plan="Amina is my name.")
        assert "It may be your name" in aminas.open(f"{at}/write/at-deadline").text

    def test_sending_at_the_deadline_is_chosen_and_unchosen(self, aminas, at, save):
        save(plan="One.")
        page = aminas.open(f"{at}/write")
        assert "Nothing is handed in until you do it" in page.text
        after = page.follow("Send what I have at the deadline").send(
            button="Send what I have at the deadline", **STATED
        )
        assert "What is saved at the deadline is handed in then" in after.text
        after.follow("Change this").send(button="Do not send it by itself")
        assert not Script.objects.get().send_at_deadline

    def test_after_the_deadline_it_can_be_read_and_not_taken_back(self, aminas, at, save, clock):
        save(plan="My plan.")
        aminas.open(f"{at}/hand-in").send(button=HAND_IN, **STATED)
        clock.move_to(OVER)
        page = aminas.open(f"{at}/write")
        assert "My plan." in page.text
        assert "What is the plan?" not in page.text
        assert "Take it back" not in aminas.open(f"{at}/receipt").text
        aminas.post_to(f"{at}/receipt")
        assert Submission.objects.get().withdrawn_at is None
