"""Which course, who pays for it, and with whom."""

from typing import Any

from npq.domain.registration.kinds import FundingChoice
from npq.kernel import dates
from npq.web.participant import words
from npq.web.shared.fields import (
    Choice,
    RadioField,
)
from npq.web.shared.journey.forms import Json, QuestionForm


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
        return {"course": situation.course.key if situation.course else None}

    def prepare(self) -> None:
        courses = {
            course.key: Choice(
                course.qualification.name,
                hint=f"{course.cohort.name}, starts on {dates.day(course.cohort.starts_on)}",
            )
            for course in self.situation.courses
        }
        self.offer("course", courses)

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
        everybody = {FundingChoice.SELF: "I will", FundingChoice.ANOTHER: "Somebody else"}
        self.offer("funding_choice", choices | everybody)


class ProviderForm(QuestionForm):
    lead_provider = RadioField(
        label="Which provider do you want to study with?",
        heading=True,
        hint="They get your registration and decide on your place. Your school may know which provider works near you",
        errors={"required": "Select the provider you want to study with"},
    )

    def prepare(self) -> None:
        providers = {
            offer.lead_provider_id: Choice(offer.lead_provider, hint=words.offer_hint(offer))
            for offer in self.situation.offers
        }
        self.offer("lead_provider", providers)
