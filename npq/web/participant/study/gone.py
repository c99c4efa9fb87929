"""A page that one's course has no more: said as such, and what was typed on it is not lost."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse

from npq.domain.learning.queries.changes import gone_page
from npq.domain.learning.queries.log import log_of, note_of
from npq.domain.learning.queries.studying import course_of
from npq.kernel.refusals import NotFound
from npq.web.participant.study import notes
from npq.web.participant.study.log_forms import EntryForm
from npq.web.shared.pages import Request, render

NOT_FOUND = 404

View = Callable[..., HttpResponse]


def or_gone(view: View) -> View:
    """For a page of a study: where it is not found because the course has it no more, that is said."""

    @wraps(view)
    def opened(request: Request, study_id: UUID, page_id: str, **more: Any) -> HttpResponse:
        try:
            return view(request, study_id, page_id, **more)
        except NotFound:
            return _gone(request, study_id, page_id)

    return opened


def _gone(request: Request, study_id: UUID, page_id: str) -> HttpResponse:
    """The page that says so. Raises NotFound for what no version of the viewer's course ever had."""
    found = gone_page(request.viewer, study_id, page_id)
    stored = note_of(request.viewer, study_id, page_id)
    context = {
        "found": found,
        "stored": stored,
        "next": course_of(request.viewer, study_id).next,
        "form": _typed(request, study_id, stored.text if stored else ""),
    }
    return render(request, "participant/study/gone.html", context, status=NOT_FOUND)


def _typed(request: Request, study_id: UUID, stored: str) -> EntryForm | None:
    """What was typed on the page when it was sent, ready to be kept as an entry of the log."""
    if notes.is_empty(request) or request.POST["note"].strip() == stored:
        return None
    topics = log_of(request.viewer, study_id, most=0).topics
    return EntryForm(topics=topics, initial={"entry": uuid4(), "text": request.POST["note"]})
