"""Answers of a case and of a check. What can be answered stands in the page of the course, not here."""

from typing import Any

from npq.domain.learning.kinds import HowSure, QuestionKind
from npq.domain.learning.packs.pack import Decision, Page, Question
from npq.domain.learning.queries.page import Tried
from npq.domain.learning.rules.checks import Given
from npq.web.shared.course import words
from npq.web.shared.fields import CheckboxesField, RadioField, TextField
from npq.web.shared.fields.base import Field
from npq.web.shared.forms import Form


class DecisionForm(Form):
    """One decision of a case."""

    choice = RadioField(label="What do you do?", size="m", errors={"required": "Select what you do"})

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].label = decision.ask
        self.offer("choice", {choice.id: choice.text for choice in decision.choices})


class CheckForm(Form):
    """The questions of a check that are not right yet, with what was answered last."""

    def __init__(self, *args: Any, page: Page, tried: dict[str, Tried], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open = [q for q in page.questions if q.id not in tried or not tried[q.id].right]
        for question in self.open:
            self.fields[question.id] = _field(question)
            if question.id in tried:
                self.initial[question.id] = tried[question.id].given

    def answers(self) -> dict[str, Given]:
        return {question.id: _given(self.cleaned_data[question.id]) for question in self.open}


class HowSureForm(Form):
    """How sure somebody is. Nobody has to say."""

    how_sure = RadioField(
        label="How sure are you of what this unit is about?",
        size="m",
        inline=True,
        choices={sure: words.HOW_SURE[sure] for sure in HowSure},
        errors={"required": "Select how sure you are, or leave this out"},
    )


def _field(question: Question) -> Field:
    if question.kind is QuestionKind.NUMBER:
        return TextField(
            label=question.ask,
            hint=f"A number, in {question.unit}" if question.unit else "A number",
            size="s",
            width=10,
            max_length=30,
            inputmode="decimal",
            errors={"required": "Enter a number"},
        )
    choices = {place: answer.text for place, answer in enumerate(question.answers)}
    if question.kind is QuestionKind.ONE:
        return RadioField(
            label=question.ask, size="s", choices=choices, errors={"required": "Select an answer"}
        )
    return CheckboxesField(
        label=question.ask,
        hint="Select all that apply",
        size="s",
        choices=choices,
        errors={"required": "Select one or more answers"},
    )


def _given(cleaned: Any) -> Given:
    if isinstance(cleaned, str):
        return cleaned
    return [cleaned] if isinstance(cleaned, int) else list(cleaned)
