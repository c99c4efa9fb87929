"""The list, and what follows from it. Pure: it knows the answers so far as a `situation`, and no request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from npq.web.shared.journey.forms import QuestionForm

S = TypeVar("S")


@dataclass(frozen=True)
class Row:
    """One line of check-your-answers: what was asked, in brief, and what was answered.

    `action` is the word of the link to its page; there is none where it is empty. `href` is where that leads, for
    what is answered outside the journey.
    """

    label: str
    value: str
    action: str = "Change"
    href: str = ""


def always(situation: object) -> bool:
    return True


def never(situation: object) -> bool:
    return False


def nothing(situation: object) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Question(Generic[S]):
    """One page. `name` is its address; `form` asks; `asked_if` and `answered` look at the situation.

    `settled` says whether there is but one answer, and it is given: then there is no page, and check-your-answers
    tells it. `rows` are its lines there; `beside` is what its template shows beside the form. `gone` says
    whether it was answered with something that can be chosen no longer, so that its page can say why it asks again.
    """

    name: str
    form: type[QuestionForm]
    answered: Callable[[S], bool]
    asked_if: Callable[[S], bool] = always
    settled: Callable[[S], bool] = never
    rows: Callable[[S], list[Row]] = lambda situation: []
    template: str = "shared/journey/question.html"
    beside: Callable[[S], Mapping[str, Any]] = nothing
    gone: Callable[[S], bool] = never


@dataclass(frozen=True)
class Journey(Generic[S]):
    """Questions in the order they are asked."""

    questions: tuple[Question[S], ...]

    def asked(self, situation: S) -> list[Question[S]]:
        return [q for q in self.questions if q.asked_if(situation) and not q.settled(situation)]

    def find(self, name: str, situation: S) -> Question[S] | None:
        """The question at an address; None where there is none, or it is not asked as things stand."""
        return next((question for question in self.asked(situation) if question.name == name), None)

    def first_open(self, situation: S) -> Question[S] | None:
        """The first question without an answer; None when all are answered."""
        return next((q for q in self.asked(situation) if not q.answered(situation)), None)

    def may_be_shown(self, question: Question[S], situation: S) -> bool:
        """Whether every question before this one is answered, so that what it shows can be right."""
        first = self.first_open(situation)
        asked = self.asked(situation)
        return first is None or asked.index(question) <= asked.index(first)

    def before(self, question: Question[S], situation: S) -> Question[S] | None:
        """Where "back" leads; None at the first question."""
        asked = self.asked(situation)
        place = asked.index(question)
        return asked[place - 1] if place else None

    def rows(self, situation: S) -> list[tuple[Question[S], Row]]:
        """Check-your-answers: every line, with the question that changes it."""
        told = [question for question in self.questions if question.asked_if(situation)]
        return [
            (question, replace(row, action="") if question.settled(situation) else row)
            for question in told
            for row in question.rows(situation)
        ]
