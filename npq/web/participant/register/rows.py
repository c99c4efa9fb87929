"""What check-your-answers says of each question."""

from typing import Any

from django.urls import reverse

from npq.domain.registration.rules.answers import asks_employer
from npq.kernel import dates
from npq.web.participant import words
from npq.web.participant.register import forms
from npq.web.participant.register.situation import Situation
from npq.web.shared.fields import Choice, RadioField
from npq.web.shared.fields.school import school_text
from npq.web.shared.journey import QuestionForm, Row


def england(s: Situation) -> list[Row]:
    return [Row("Work in England", "Yes" if s.answers.works_in_england else "No")]


def setting(s: Situation) -> list[Row]:
    return _chosen("Where you work", forms.SettingForm, "setting", s.answers.setting)


def nursery(s: Situation) -> list[Row]:
    return _chosen("Kind of nursery", forms.NurseryForm, "nursery", s.answers.nursery)


def workplace(s: Situation) -> list[Row]:
    if s.school is None:
        return [Row("Workplace", "My school is not listed")]
    return [Row("Workplace", school_text(s.school))]


def employment(s: Situation) -> list[Row]:
    return _chosen("How you are employed", forms.EmploymentForm, "employment", s.answers.employment)


def employer(s: Situation) -> list[Row]:
    if not asks_employer(s.answers):
        return []
    return [Row("Employer", s.answers.employer_name or ""), Row("Role", s.answers.employment_role or "")]


def course(s: Situation) -> list[Row]:
    if s.course is None:
        return []
    return [Row("Course", f"{s.course.qualification.name}, {s.course.cohort.name}")]


def funding(s: Situation) -> list[Row]:
    return [Row("Funding", words.FUNDING[s.funding.reason].brief, "See why")] if s.funding else []


def funding_facts(s: Situation) -> dict[str, Any]:
    """What the funding page shows: the decision in words, and what it rests on."""
    return {
        "decision": words.FUNDING[s.funding.reason] if s.funding else None,
        "school": s.school,
        "course": s.course,
    }


def payer(s: Situation) -> list[Row]:
    return [Row("Who will pay", words.PAYERS[s.answers.funding_choice])] if s.answers.funding_choice else []


def provider(s: Situation) -> list[Row]:
    return [Row("Provider", s.offer.lead_provider)] if s.offer else []


def sponsor(s: Situation) -> list[Row]:
    who = (
        f"{s.answers.sponsor_name} ({words.SPONSOR_ROLES[s.answers.sponsor_role]})"
        if s.answers.sponsor_role
        else ""
    )
    return [Row("Sponsor", who), Row("Sponsor’s email address", s.answers.sponsor_email or "")]


def name(s: Situation) -> list[Row]:
    born = dates.day(s.answers.date_of_birth) if s.answers.date_of_birth else ""
    return [Row("Full name", s.answers.full_name or ""), _email(s), Row("Date of birth", born)]


def _email(s: Situation) -> Row:
    """The address we write to. It is not asked for here: to change it takes codes sent to both addresses."""
    if not s.own_addresses:
        return Row("Email address", "None", action="")
    return Row("Email address", s.own_addresses[0], href=reverse("account-email"))


def reference_number(s: Situation) -> list[Row]:
    return [Row("Teacher reference number", s.answers.teacher_reference_number or "Not given")]


def notice(s: Situation) -> list[Row]:
    return [Row("Who gets your details", "Read", "Read again")]


def _chosen(label: str, form: type[QuestionForm], field: str, key: object) -> list[Row]:
    """A choice in the words it was offered in."""
    asked = form.base_fields[field]
    assert isinstance(asked, RadioField)
    words_of = asked.choices.get(key, "")
    return [Row(label, words_of.text if isinstance(words_of, Choice) else str(words_of))]
