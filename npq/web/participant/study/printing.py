"""A topic on paper."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.learning.queries.printing import topic_text
from npq.web.participant.study import words
from npq.web.participant.study.text import linked
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, render


@page(Audience.SIGNED_IN, methods=READING)
def print_topic(request: Request, study_id: UUID, topic: str) -> HttpResponse:
    """All units of a topic as one page to print: texts, what every choice would bring, questions and their answers."""
    context = {
        "topic": topic_text(request.viewer, study_id, topic),
        "html": lambda text: linked(text, study_id),
        "figure": lambda value: f"{value.normalize():,f}",
        "kinds": words.PAGE_KINDS,
        "words": words,
    }
    return render(request, "participant/study/topic.html", context)
