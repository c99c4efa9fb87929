"""The questions' forms. Each cleans into the answers a draft keeps, by the names the domain gives them."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from npq.domain.funding.facts import Employment, Setting
from npq.domain.organisations.queries import school_as_it_stood
from npq.domain.people.rules import check_date_of_birth, clean_name, clean_trn
from npq.domain.registration.kinds import FundingChoice, Nursery, SponsorRole
from npq.domain.registration.rules.answers import NOTICE_VERSION
from npq.domain.registration.rules.sponsors import same_address
from npq.kernel import dates
from npq.kernel.clock import london_day
from npq.kernel.refusals import Refusal
from npq.web.participant import words
from npq.web.shared.fields import (
    NOT_LISTED,
    Choice,
    ConfirmField,
    DateField,
    EmailField,
    RadioField,
    SchoolField,
    TextField,
)
from npq.web.shared.journey.forms import Json, QuestionForm
from npq.web.shared.refusals import words_for


class EnglandForm(QuestionForm):
    works_in_england = RadioField(
        label="Do you work in England?",
        heading=True,
        inline=True,
        choices={True: "Yes", False: "No"},
        errors={"required": "Select yes if you work in England"},
    )


class SettingForm(QuestionForm):
    setting = RadioField(
        label="Where do you work?",
        heading=True,
        choices={
            Setting.SCHOOL: "A school",
            Setting.TRUST: Choice("An academy trust", hint="We will ask you for one of its schools"),
            Setting.SIXTEEN_TO_NINETEEN: Choice(
                "A 16 to 19 setting", hint="For example, a sixth form or further education college"
            ),
            Setting.EARLY_YEARS: "Early years or childcare",
            Setting.ANOTHER: Choice(
                "Another education setting",
                hint="For example, a virtual or hospital school, a young offender institution or a local authority",
            ),
            Setting.OTHER: Choice("None of these", divider="or"),
        },
        errors={"required": "Select where you work"},
    )


class NurseryForm(QuestionForm):
    nursery = RadioField(
        label="What kind of early years setting is it?",
        heading=True,
        choices={
            Nursery.MAINTAINED: "A nursery school run by the local authority",
            Nursery.PRESCHOOL_CLASS: "A nursery or pre-school class that is part of a school",
            Nursery.PRIVATE: "A private nursery",
            Nursery.ANOTHER: "Another early years setting",
        },
        errors={"required": "Select the kind of early years setting"},
    )


class WorkplaceForm(QuestionForm):
    workplace = SchoolField(
        label="Which school do you work at?",
        hint="Type its name, town, postcode or URN. If you work for several schools, choose the one you are based at",
        heading=True,
        not_listed="My school is not listed",
        errors={"required": "Enter the name, town, postcode or URN of your school"},
    )

    @classmethod
    def shown_first(cls, situation: Any) -> dict[str, Any]:
        return {"workplace": situation.answers.workplace_urn}

    def prepare(self) -> None:
        if self.situation.answers.setting is Setting.TRUST:
            self.fields["workplace"].label = "Which of the trust’s schools are you based at?"

    def clean_workplace(self) -> int | str | None:
        """The URN, or NOT_LISTED; a school that has closed cannot be where somebody works."""
        chosen = self.cleaned_data["workplace"]
        if isinstance(chosen, int):
            school = school_as_it_stood(chosen, london_day(self.situation.at))
            if school is not None and not school.is_open:
                when = f" on {dates.day(school.close_date)}" if school.close_date else ""
                raise ValidationError(f"{school.name} closed{when}. Choose the school you work at now")
        return chosen

    def answers(self) -> dict[str, Json]:
        chosen = self.cleaned_data["workplace"]
        listed = chosen != NOT_LISTED
        return {"workplace_urn": chosen if listed else None, "workplace_not_listed": not listed}


class EmploymentForm(QuestionForm):
    employment = RadioField(
        label="How are you employed?",
        heading=True,
        choices={
            Employment.VIRTUAL_SCHOOL: "In a local authority virtual school",
            Employment.HOSPITAL_SCHOOL: "In a hospital school",
            Employment.YOUNG_OFFENDER_INSTITUTION: "In a young offender institution",
            Employment.SUPPLY_TEACHER: "As a supply teacher employed by a local authority",
            Employment.LEAD_MENTOR: "As a lead mentor for an accredited initial teacher training provider",
            Employment.OTHER: Choice("In another way", divider="or"),
        },
        errors={"required": "Select how you are employed"},
    )


class EmployerForm(QuestionForm):
    heading = "Who do you work for?"
    employer_name = TextField(
        label="Name of your employer",
        max_length=120,
        autocomplete="organization",
        errors={"required": "Enter the name of your employer"},
    )
    employment_role = TextField(
        label="Your role",
        max_length=120,
        autocomplete="organization-title",
        errors={"required": "Enter your role"},
    )

    def prepare(self) -> None:
        if self.situation.answers.workplace_not_listed:
            self.heading = "Tell us about your school"
            self.fields["employer_name"].label = "Name and town of your school"
            self.fields["employer_name"].error_messages["required"] = "Enter the name and town of your school"


class CourseForm(QuestionForm):
    course = RadioField(
        label="Which course do you want to take?",
        heading=True,
        errors={
            "required": "Select the course you want to take",
            "invalid": "Select a course that is open for registration",
        },
    )

    @classmethod
    def shown_first(cls, situation: Any) -> dict[str, Any]:
        return {"course": situation.course.key if situation.course else situation.only_course_meant}

    def prepare(self) -> None:
        choosing(self, "course").choices = {
            course.key: Choice(
                course.qualification.name,
                hint=f"{course.cohort.name}, starts on {dates.day(course.cohort.starts_on)}",
            )
            for course in self.situation.courses
        }

    def answers(self) -> dict[str, Json]:
        course = next(c for c in self.situation.courses if c.key == self.cleaned_data["course"])
        return {"qualification": course.qualification.identifier, "cohort": str(course.cohort.id)}


class FundingForm(QuestionForm):
    """Nothing to answer: that the decision has been read is kept, so that a different one is shown again."""

    def answers(self) -> dict[str, Json]:
        return {"funding_seen": self.situation.funding.reason.value if self.situation.funding else None}


class PayerForm(QuestionForm):
    funding_choice = RadioField(
        label="Who will pay for your course?",
        heading=True,
        hint="Your lead provider will agree the cost with whoever pays. Nothing is charged by registering",
        errors={"required": "Select who will pay for your course"},
    )

    def prepare(self) -> None:
        in_school = self.situation.answers.in_school_setting
        choices = (
            {FundingChoice.SCHOOL: "My school", FundingChoice.TRUST: "My academy trust"} if in_school else {}
        )
        if not in_school:
            choices[FundingChoice.EMPLOYER] = "My employer"
        choosing(self, "funding_choice").choices = choices | {
            FundingChoice.SELF: "I will",
            FundingChoice.ANOTHER: "Somebody else",
        }


class ProviderForm(QuestionForm):
    lead_provider = RadioField(
        label="Which provider do you want to study with?",
        heading=True,
        hint="They get your registration and decide on your place. Your school may know which provider works near you",
        errors={"required": "Select the provider you want to study with"},
    )

    def prepare(self) -> None:
        choosing(self, "lead_provider").choices = {
            offer.lead_provider_id: Choice(offer.lead_provider, hint=words.offer_hint(offer))
            for offer in self.situation.offers
        }


class SponsorForm(QuestionForm):
    heading = "Who can approve this for your school?"
    sponsor_role = RadioField(
        label="Who are they to you?",
        choices={
            SponsorRole.LINE_MANAGER: "My line manager",
            SponsorRole.CHAIR_OF_GOVERNORS: Choice("Chair of governors", hint="If you are a headteacher"),
            SponsorRole.CHAIR_OF_TRUSTEES: Choice(
                "Chair of trustees", hint="If you are an executive headteacher or a trust’s chief executive"
            ),
        },
        errors={"required": "Select who your sponsor is to you"},
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
        return {"agreed": situation.answers.notice_version == NOTICE_VERSION}

    def answers(self) -> dict[str, Json]:
        return {"notice_version": NOTICE_VERSION}


def choosing(form: QuestionForm, name: str) -> RadioField:
    """A form's own copy of a field whose choices depend on the situation."""
    field = form.fields[name]
    assert isinstance(field, RadioField)
    return field


def _cleaned(rule: Any, *typed: Any) -> Any:
    """What a rule of the domain makes of something typed; its refusal becomes the field's error."""
    try:
        return rule(*typed)
    except Refusal as refusal:
        raise ValidationError(words_for(refusal, __name__)) from refusal
