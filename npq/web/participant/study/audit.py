"""The opening audit: one page to rate oneself in every topic, and one to choose three of them."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.learning.operations.audit import PRIORITIES, choose_priorities, take_audit
from npq.domain.learning.queries.audit import AuditStory, audit_of
from npq.kernel.refusals import Refusal
from npq.web.participant.study import words
from npq.web.participant.study.audit_forms import AuditForm, PrioritiesForm
from npq.web.participant.study.said import AUDIT, redirect_saying, said
from npq.web.shared.access import Audience, page
from npq.web.shared.pages import Request, redirect, render


@page(Audience.SIGNED_IN)
def audit(request: Request, study_id: UUID) -> HttpResponse:
    """How far somebody is in each topic: what was said the last time stands there. Some can be left for later."""
    story = audit_of(request.viewer, study_id)
    form = AuditForm(request.POST if request.method == "POST" else None, story=story)
    if request.method == "POST" and form.is_valid():
        try:
            take_audit(by=request.viewer, at=request.at, study_id=study_id, answers=form.answers())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            if len(form.answers()) == len(story.topics):
                return redirect("study-priorities", study_id=study_id)
            return redirect_saying("rated", "study-audit", study_id=study_id)
    context = {
        "story": story,
        "form": form,
        "said": said(request, AUDIT),
        "fewest": PRIORITIES,
    }
    return render(request, "participant/study/audit.html", context)


@page(Audience.SIGNED_IN)
def priorities(request: Request, study_id: UUID) -> HttpResponse:
    """Three topics to get further in, in their order, beside what one said of each."""
    story = audit_of(request.viewer, study_id)
    if len(story.rated) < PRIORITIES:
        return redirect("study-audit", study_id=study_id)
    form = PrioritiesForm(request.POST if request.method == "POST" else None, story=story)
    if request.method == "POST" and form.is_valid():
        try:
            choose_priorities(by=request.viewer, at=request.at, study_id=study_id, topics=form.topics())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect_saying("chosen", "study-course", study_id=study_id)
    context = {"story": story, "form": form, "groups": _groups(story)}
    return render(request, "participant/study/priorities.html", context)


def _groups(story: AuditStory) -> list[tuple[str, list[str]]]:
    """What was said, from least far to furthest, each with the topics it was said of."""
    said = [(text, [t.name for t in story.topics if t.last is far]) for far, text in words.HOW_FAR.items()]
    return [(text, topics) for text, topics in said if topics]
