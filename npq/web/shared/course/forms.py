"""Answers of a case and of a check. What can be answered stands in the page of the course, not here."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from npq.domain.learning.kinds import HowSure, Moment, QuestionKind
from npq.domain.learning.packs.pack import Decision, Question
from npq.domain.learning.queries.page import StudyPage
from npq.domain.learning.rules.checks import Given, read_number
from npq.web.shared.course import words
from npq.web.shared.fields import CheckboxesField, ConfirmField, RadioField, TextField
from npq.web.shared.fields.base import Field
from npq.web.shared.forms import Form


class DecisionForm(Form):
    """One decision of a case."""

    choice = RadioField(
        label="What do you do?", size="m", plain=True, errors={"required": "Select what you do"}
    )

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].label = decision.ask
        self.offer("choice", {choice.id: choice.text for choice in decision.choices})


class CheckForm(Form):
    """The questions of a check that are not right yet, with what was answered last; before the first try of all, and
    as long as nobody has said so, how sure somebody is, which can be left out."""

    def __init__(self, *args: Any, found: StudyPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        questions, tried = found.page.questions, found.tried
        self.open = [q for q in questions if q.id not in tried or not tried[q.id].right]
        if not tried and Moment.BEFORE not in found.sure:
            self.fields["how_sure"] = _how_sure("Before you answer. You may leave this out")
        for question in self.open:
            self.fields[question.id] = _field(question, questions.index(question) + 1)
            if question.id in tried:
                self.initial.setdefault(question.id, _shown(question, tried[question.id].given))

    def sure_before(self) -> HowSure | None:
        """How sure somebody said they were."""
        return self.cleaned_data.get("how_sure") or None

    def answers(self) -> dict[str, Given]:
        return {question.id: _given(self.cleaned_data[question.id]) for question in self.open}


class HowSureForm(Form):
    """How sure somebody is once all is right. Nobody has to say."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how_sure"] = _how_sure("Now that you have answered. You may leave this out")

    def sure_after(self) -> HowSure | None:
        """How sure somebody said they are."""
        return self.cleaned_data.get("how_sure") or None


class TaskForm(Form):
    """Whether a task was done. Whoever does not tick it goes on without, and comes back."""

    done = ConfirmField(label="I have done this in my trust", required=False)


def show_again(form: Form, sent: QueryDict) -> None:
    """What was chosen and typed stands in a form again that it was not sent for, so that it is not lost."""
    for name, field in form.fields.items():
        given = sent.getlist(name) if isinstance(field, CheckboxesField) else sent.get(name)
        if given:
            form.initial[name] = given


def _how_sure(hint: str) -> RadioField:
    return RadioField(
        label="How sure are you of what this unit is about?",
        hint=hint,
        size="m",
        inline=True,
        plain=True,
        choices={sure: words.HOW_SURE[sure] for sure in HowSure},
        required=False,
        errors={"invalid": "Select how sure you are, or leave this out"},
    )


class NumberField(TextField):
    """A number in the unit a question asks for. Cleans into what was typed, without the unit."""

    def __init__(self, *, unit: str, **rest: Any) -> None:
        self.unit = unit
        super().__init__(**rest)

    def clean(self, value: Any) -> str:
        number = read_number(typed := super().clean(value), self.unit)
        if number is None:
            raise ValidationError(self.error_messages["no_number"], code="no_number")
        return typed if typed[-1].isdigit() else f"{number:f}"


def _field(question: Question, number: int) -> Field:
    label = f"{number}. {question.ask}"
    if question.kind is QuestionKind.NUMBER:
        return NumberField(
            unit=question.unit,
            label=label,
            hint=f"A number, in {question.unit}" if question.unit else "A number",
            size="s",
            plain=True,
            width=10,
            max_length=30,
            inputmode="decimal",
            errors={
                "required": f"Enter a number for question {number}",
                "no_number": f"The answer to question {number} must be a number, like 1,250 or 50.7",
            },
        )
    choices = {place: answer.text for place, answer in enumerate(question.answers)}
    if question.kind is QuestionKind.ONE:
        errors = {"required": f"Select an answer to question {number}"}
        return RadioField(label=label, size="s", plain=True, choices=choices, errors=errors)
    return CheckboxesField(
        label=label,
        hint="Select all that apply",
        size="s",
        plain=True,
        choices=choices,
        errors={"required": f"Select one or more answers to question {number}"},
    )


def _shown(question: Question, given: Given) -> Any:
    """What was answered last as the question's field shows it."""
    if question.kind is QuestionKind.ONE and isinstance(given, list):
        return given[0] if given else None
    return given


def _given(cleaned: Any) -> Given:
    if isinstance(cleaned, str):
        return cleaned
    return [cleaned] if isinstance(cleaned, int) else list(cleaned)
