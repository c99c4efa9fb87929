"""Who approves, who registers, and who gets to know."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from npq.domain.people.rules import check_date_of_birth, clean_name, clean_trn
from npq.domain.registration.kinds import SponsorRole
from npq.domain.registration.rules.answers import NOTICE_VERSION, notice_read
from npq.domain.registration.rules.sponsors import same_address
from npq.kernel.clock import london_day
from npq.kernel.refusals import Refusal
from npq.web.shared.fields import (
    Choice,
    ConfirmField,
    DateField,
    EmailField,
    RadioField,
    TextField,
)
from npq.web.shared.journey.forms import Json, QuestionForm, as_json
from npq.web.shared.refusals import words_for


class SponsorForm(QuestionForm):
    heading = "Who can approve this for your school?"
    sponsor_role = RadioField(
        label="Your sponsor is the person who approves this for your school. Who are they to you?",
        choices={
            SponsorRole.LINE_MANAGER: "My line manager",
            SponsorRole.CHAIR_OF_GOVERNORS: Choice("Chair of governors", hint="If you are a headteacher"),
            SponsorRole.CHAIR_OF_TRUSTEES: Choice(
                "Chair of trustees", hint="If you are an executive headteacher or a trust’s chief executive"
            ),
        },
        errors={"required": "Select who approves it for your school"},
    )
    sponsor_name = TextField(
        label="Their full name",
        max_length=128,
        autocomplete="off",
        errors={"required": "Enter your sponsor’s full name"},
    )
    sponsor_email = EmailField(
        label="Their work email address",
        hint="At their school or trust, if they have one: your provider sees whether it matches your workplace",
        autocomplete="off",
        errors={"required": "Enter your sponsor’s email address"},
    )

    def clean_sponsor_email(self) -> str:
        email = str(self.cleaned_data["sponsor_email"])
        if any(same_address(email, own) for own in self.situation.own_addresses):
            raise ValidationError(
                "This is your own address. Enter the address of the person who approves it for your school"
            )
        return email


class NameForm(QuestionForm):
    heading = "Your details"
    full_name = TextField(
        label="Full name",
        max_length=400,
        autocomplete="name",
        hint="As it is on your teacher record, if you have one",
        errors={"required": "Enter your full name"},
    )
    date_of_birth = DateField(
        label="Date of birth",
        hint="For example, 27 3 1979",
        birth=True,
        errors={"required": "Enter your date of birth"},
    )

    def clean_full_name(self) -> str:
        return _cleaned(clean_name, self.cleaned_data["full_name"])

    def clean_date_of_birth(self) -> date:
        born: date = self.cleaned_data["date_of_birth"]
        _cleaned(check_date_of_birth, born, london_day(self.situation.at))
        return born


class ReferenceNumberForm(QuestionForm):
    teacher_reference_number = TextField(
        label="What is your teacher reference number?",
        heading=True,
        required=False,
        max_length=40,
        width=10,
        hint="5 to 7 digits, like 1234567 or RP12/34567. It is on payslips and pension statements. "
        "If you do not have one or cannot find it, leave this empty: it will not hold you up",
        spellcheck=False,
    )

    def clean_teacher_reference_number(self) -> str:
        return _cleaned(clean_trn, self.cleaned_data["teacher_reference_number"])


class NoticeForm(QuestionForm):
    agreed = ConfirmField(
        label="I have read who gets my details and why",
        errors={"required": "Tick to say that you have read who gets your details"},
    )

    @classmethod
    def shown_first(cls, situation: Any) -> dict[str, Any]:
        return {"agreed": notice_read(situation.answers)}

    def answers(self) -> dict[str, Json]:
        return {
            "notice_version": NOTICE_VERSION,
            "notice_provider": as_json(self.situation.answers.lead_provider),
        }


def _cleaned(rule: Any, *typed: Any) -> Any:
    """What a rule of the domain makes of something typed; its refusal becomes the field's error."""
    try:
        return rule(*typed)
    except Refusal as refusal:
        raise ValidationError(words_for(refusal, __name__)) from refusal
