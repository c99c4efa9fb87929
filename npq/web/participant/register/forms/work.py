"""Where somebody works, and for whom."""

from typing import Any

from django.core.exceptions import ValidationError

from npq.domain.funding.facts import Employment, Setting
from npq.domain.organisations.queries import school_as_it_stood
from npq.domain.registration.kinds import Nursery
from npq.kernel import dates
from npq.kernel.clock import london_day
from npq.web.shared.fields import (
    NOT_LISTED,
    Choice,
    RadioField,
    SchoolField,
    TextField,
)
from npq.web.shared.journey.forms import Json, QuestionForm


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
