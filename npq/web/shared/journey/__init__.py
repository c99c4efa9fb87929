"""A journey is one ordered list of questions. Next, back, change and check-your-answers derive from it."""

from npq.web.shared.journey.forms import QuestionForm
from npq.web.shared.journey.journey import Journey, Question, Row

__all__ = ["Journey", "Question", "QuestionForm", "Row"]
