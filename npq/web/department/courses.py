"""Courses as participants see them, for staff to look at. Nothing of it is stored: see trials.py."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from npq.domain.learning.kinds import Moment, PageKind
from npq.domain.learning.queries.page import StudyPage
from npq.domain.learning.queries.preview import (
    Previewed,
    course_previewed,
    courses_to_preview,
    page_previewed,
    previewed,
    topic_previewed,
)
from npq.domain.learning.trial import Trial, answer, complete, say_how_sure
from npq.domain.learning.trial import decide as decided
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import RoleKind
from npq.web.department import trials, words
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.course import words as course_words
from npq.web.shared.course.forms import CheckForm, DecisionForm, HowSureForm
from npq.web.shared.course.page import asks_how_sure, page_context, topic_context
from npq.web.shared.course.text import linked
from npq.web.shared.course.ways import Ways
from npq.web.shared.pages import Request, redirect, render

SENDING = frozenset({"POST"})


@page(Audience.STAFF, methods=READING)
def courses(request: Request) -> HttpResponse:
    """Every version of every course, newest first; for the department the drafts that are offered, too."""
    context = {
        "qualifications": courses_to_preview(request.viewer),
        "sees_drafts": request.viewer.has_role(RoleKind.DEPARTMENT),
        "words": words,
    }
    return render(request, "department/courses.html", context)


@page(Audience.STAFF, methods=READING)
def course(request: Request, course_id: UUID) -> HttpResponse:
    """The whole course as a participant sees it."""
    found = previewed(request.viewer, course_id)
    trial = trials.trial_of(request, found)
    shown = course_previewed(found, trial)
    context = {
        "previewed": found,
        "course": shown,
        "begun": trial.last is not None,
        "setting": linked(shown.setting, _ways(course_id)),
        "html": lambda text: linked(text, _ways(course_id)),
        "course_words": course_words,
        "ways": _ways(course_id),
    }
    return render(request, "department/course.html", context)


@page(Audience.STAFF, methods=SENDING)
def afresh(request: Request, course_id: UUID) -> HttpResponse:
    """Whatever was decided and answered is forgotten."""
    found = previewed(request.viewer, course_id)
    trials.forget(request)
    return redirect("preview-course", course_id=found.id)


@page(Audience.STAFF, methods=READING)
def topic(request: Request, course_id: UUID, topic: str) -> HttpResponse:
    """All units of a topic as one page to print."""
    found = previewed(request.viewer, course_id)
    context = topic_context(topic_previewed(found, topic), _ways(course_id))
    return render(request, "department/topic.html", {**context, "previewed": found})


@page(Audience.STAFF, methods=READING)
def show_page(request: Request, course_id: UUID, page_id: str) -> HttpResponse:
    """One page of the course."""
    return _show(request, *_found(request, course_id, page_id))


@page(Audience.STAFF, methods=SENDING, shown_by=("preview-page", "course_id", "page_id"))
def go_on(request: Request, course_id: UUID, page_id: str) -> HttpResponse:
    """The page is done for as long as it is tried out, and the next one comes. A task that is not ticked is passed
    over."""
    course, trial, found = _found(request, course_id, page_id)
    if asks_how_sure(found):
        form = HowSureForm(request.POST)
        if not form.is_valid():
            return _show(request, course, trial, found, sure_form=form)
        if sure := form.sure_after():
            trial = say_how_sure(trial, found.page, Moment.AFTER, sure)
    if found.page.kind is not PageKind.TASK or "done" in request.POST:
        trial = complete(trial, found.page)
    trials.keep(request, trial)
    ways = _ways(course_id)
    return redirect(ways.page(found.after) if found.after else ways.course())


@page(Audience.STAFF, methods=SENDING, shown_by=("preview-page", "course_id", "page_id"))
def decide(request: Request, course_id: UUID, page_id: str, decision: str) -> HttpResponse:
    """A decision in a case; the page then goes on with what comes of it."""
    course, trial, found = _found(request, course_id, page_id)
    asked = next((one for one in found.page.decisions if one.id == decision), None)
    if asked is None:
        raise NotFound(decision)
    form = DecisionForm(request.POST, decision=asked)
    if not form.is_valid():
        return _show(request, course, trial, found, decision_form=form)
    trials.keep(request, decided(trial, found.page, decision, form.cleaned_data["choice"]))
    return redirect(_ways(course_id).page(page_id, decision))


@page(Audience.STAFF, methods=SENDING, shown_by=("preview-page", "course_id", "page_id"))
def check(request: Request, course_id: UUID, page_id: str) -> HttpResponse:
    """Answers to what a check still asks."""
    course, trial, found = _found(request, course_id, page_id)
    form = CheckForm(request.POST, found=found)
    if not form.is_valid():
        return _show(request, course, trial, found, check_form=form)
    if sure := form.sure_before():
        trial = say_how_sure(trial, found.page, Moment.BEFORE, sure)
    trials.keep(request, answer(trial, found.page, form.answers()))
    return redirect(_ways(course_id).page(page_id, "answers"))


def _ways(course_id: UUID) -> Ways:
    return Ways("preview", course_id=course_id)


def _found(request: Request, course_id: UUID, page_id: str) -> tuple[Previewed, Trial, StudyPage]:
    course = previewed(request.viewer, course_id)
    trial = trials.trial_of(request, course)
    return course, trial, page_previewed(course, trial, page_id)


def _show(request: Request, course: Previewed, trial: Trial, found: StudyPage, **forms: Any) -> HttpResponse:
    context = {**page_context(found, _ways(course.id)), "previewed": course, **forms}
    return render(request, "department/page.html", context)
