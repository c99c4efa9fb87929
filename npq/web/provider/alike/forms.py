"""What staff say of a response that shares passages."""

from datetime import datetime

from npq.domain.assessment.kinds import (
    MOST_NAME_CHARACTERS,
    MOST_QUESTIONS_CHARACTERS,
    MOST_REASON_CHARACTERS,
    MOST_SAID_CHARACTERS,
    AsideReason,
    Outcome,
    TalkQuestion,
)
from npq.domain.assessment.operations.talking import Talk
from npq.kernel.clock import LONDON
from npq.web.provider.alike import words
from npq.web.shared.fields import (
    CheckboxesField,
    DateField,
    HiddenField,
    LongTextField,
    RadioField,
    TextField,
    TimeField,
)
from npq.web.shared.forms import Form


class AsideForm(Form):
    """Why what a response shares is nothing to talk about."""

    reason = RadioField(label="What is it?", choices=words.ASIDE, errors={"required": "Select what it is"})
    text = LongTextField(
        label="What did you see?",
        hint="A sentence that a colleague understands in a year. The writer can ask to read it",
        rows=3,
        max_length=MOST_REASON_CHARACTERS,
        errors={"required": "Enter what you saw"},
    )

    @property
    def aside(self) -> tuple[AsideReason, str]:
        return AsideReason(self.cleaned_data["reason"]), self.cleaned_data["text"]


class HoldForm(Form):
    """Holding says nothing more."""


class ReleaseForm(Form):
    """Releasing says nothing more."""


class InviteForm(Form):
    """When and where a conversation is."""

    day = DateField(label="Day", errors={"required": "Enter a day"})
    time = TimeField(label="Time", hint="For example, 4pm or 16:30", errors={"required": "Enter a time"})
    where = LongTextField(
        label="Where, or how to join",
        hint="They get this by email",
        rows=3,
        max_length=MOST_REASON_CHARACTERS,
        errors={"required": "Enter where it is"},
    )

    @property
    def talk_at(self) -> datetime:
        said = self.cleaned_data
        return datetime.combine(said["day"], said["time"], tzinfo=LONDON)


class TalkForm(Form):
    """A conversation as it was held."""

    held_on = DateField(label="When was it?", name="The day", errors={"required": "Enter the day it was"})
    present_first = TextField(
        label="Who of you was there?",
        hint="Full name of the first",
        max_length=MOST_NAME_CHARACTERS,
        errors={"required": "Enter who was there"},
    )
    present_second = TextField(
        label="And who else of you?",
        hint="Full name of the second",
        max_length=MOST_NAME_CHARACTERS,
        errors={"required": "Enter who else was there"},
    )
    asked = CheckboxesField(
        label="What did you ask?",
        choices=words.QUESTIONS,
        required=False,
    )
    asked_besides = LongTextField(
        label="What else did you ask? (optional)",
        rows=3,
        max_length=MOST_QUESTIONS_CHARACTERS,
        required=False,
    )
    said = LongTextField(
        label="What did they say?",
        hint="In their words as far as you can. They can read it on their page",
        rows=8,
        max_length=MOST_SAID_CHARACTERS,
        errors={"required": "Enter what they said"},
    )
    outcome = RadioField(
        label="What do you make of it?",
        hint="Somebody else from your organisation has to confirm it",
        choices=words.OUTCOMES,
        errors={"required": "Select what you make of it"},
    )

    @property
    def talk(self) -> Talk:
        said = self.cleaned_data
        return Talk(
            held_on=said["held_on"],
            present=(said["present_first"], said["present_second"]),
            asked=tuple(TalkQuestion(code) for code in said["asked"]),
            asked_besides=said["asked_besides"],
            said=said["said"],
            outcome=Outcome(said["outcome"]),
        )


class ConfirmForm(Form):
    """Which record of a conversation is confirmed: the one that was read."""

    conversation = HiddenField(max_length=36)
