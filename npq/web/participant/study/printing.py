"""A topic on paper."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.learning.queries.printing import topic_text
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.course.page import topic_context
from npq.web.shared.course.ways import Ways
from npq.web.shared.pages import Request, render


@page(Audience.SIGNED_IN, methods=READING)
def print_topic(request: Request, study_id: UUID, topic: str) -> HttpResponse:
    """All units of a topic as one page to print: texts, what every choice would bring, questions and their answers."""
    context = topic_context(topic_text(request.viewer, study_id, topic), Ways("study", study_id=study_id))
    return render(request, "shared/course/topic.html", context)
