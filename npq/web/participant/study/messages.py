"""What one's provider wrote: nothing of it depends on an email that arrives."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.learning.queries.messages import message_to, messages_to
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, render


@page(Audience.SIGNED_IN, methods=READING)
def messages(request: Request, study_id: UUID) -> HttpResponse:
    """All messages about one course, newest first."""
    context = {"messages": messages_to(request.viewer, study_id), "study_id": study_id}
    return render(request, "participant/study/messages/list.html", context)


@page(Audience.SIGNED_IN, methods=READING)
def message(request: Request, study_id: UUID, message_id: UUID) -> HttpResponse:
    """One message, to read."""
    context = {"message": message_to(request.viewer, study_id, message_id)}
    return render(request, "participant/study/messages/message.html", context)
