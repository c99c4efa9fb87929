"""The pages of the registration journey: start, a page a question, check answers; and the same for a change."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from npq.domain.catalogue.queries import qualifications
from npq.domain.registration.kinds import RefusalCode
from npq.domain.registration.operations.drafts import discard_draft, save_answers, start_change, start_draft
from npq.domain.registration.operations.registrations import change_registration, submit_registration
from npq.domain.registration.queries.courses import open_courses
from npq.domain.registration.queries.drafts import draft_by_id, draft_of
from npq.kernel.refusals import NotFound, Refusal
from npq.web.participant import words
from npq.web.participant.register.journey import JOURNEY
from npq.web.participant.register.road import CHECK, Road
from npq.web.participant.register.situation import Situation
from npq.web.shared.access import Audience, page
from npq.web.shared.forms import count_in
from npq.web.shared.journey import Question, QuestionForm
from npq.web.shared.pages import Request, redirect, render
from npq.web.shared.refusals import words_for

ABOUT_THE_SPONSOR = {RefusalCode.SPONSOR_IS_APPLICANT, RefusalCode.SPONSOR_STOPPED}


@page(Audience.SIGNED_IN)
def register(request: Request) -> HttpResponse:
    """What registering takes; one button begins, or goes on where the person left off. Or why one cannot."""
    meant = _qualification_meant(request)
    if request.method == "POST":
        start_draft(by=request.viewer, at=request.at, qualification=meant)
        return redirect(_next(request, Road(None)))
    courses = open_courses(request.viewer, request.at)
    context = {
        "draft": draft_of(request.viewer),
        "meant": meant,
        "free": [course for course in courses if course.registration is None],
        "open_courses": courses,
    }
    return render(request, "participant/register/start.html", context)


@page(Audience.SIGNED_IN)
def begin_change(request: Request, registration_id: UUID) -> HttpResponse:
    """Opens a registration for change. Asking for the page without the button leads back to the registration."""
    road = Road(registration_id)
    if request.method != "POST":
        return redirect(road.start())
    start_change(by=request.viewer, at=request.at, registration_id=registration_id)
    return redirect(road.check())


@page(Audience.SIGNED_IN)
def discard(request: Request, draft_id: UUID) -> HttpResponse:
    """Throws a draft away, after asking."""
    draft = draft_by_id(request.viewer, draft_id)
    if request.method != "POST":
        return render(
            request, "participant/register/discard.html", {"draft": draft, "road": Road(draft.changes)}
        )
    discard_draft(by=request.viewer, at=request.at, draft_id=draft_id)
    return redirect(Road(draft.changes).start() if draft.changes else "home")


@page(Audience.SIGNED_IN)
def register_question(request: Request, name: str) -> HttpResponse:
    return _ask(request, Road(None), name)


@page(Audience.SIGNED_IN)
def change_question(request: Request, registration_id: UUID, name: str) -> HttpResponse:
    return _ask(request, Road(registration_id), name)


def _ask(request: Request, road: Road, name: str) -> HttpResponse:
    """One question: shown, or answered and on to the next that is open."""
    if name == CHECK:
        return _check(request, road)
    situation = _situation(request, road)
    if situation is None:
        return redirect(road.start())
    question = JOURNEY.find(name, situation)
    if question is None:
        return redirect(_next(request, road))
    shown = JOURNEY.may_be_shown(question, situation)
    if request.method == "POST":
        form = question.form(request.POST, situation=situation)
        if form.is_valid():
            # Kept even where an earlier question has come open again since: what was typed is not lost.
            return _keep(request, road, question, situation, form)
    else:
        form = question.form(situation=situation, initial=question.form.shown_first(situation))
    return _show(request, road, question, situation, form) if shown else redirect(_next(request, road))


def _keep(
    request: Request, road: Road, question: Question[Situation], situation: Situation, form: QuestionForm
) -> HttpResponse:
    try:
        save_answers(
            by=request.viewer,
            at=request.at,
            draft_id=situation.draft.id,
            question=question.name,
            answers=form.answers(),
            seen=count_in(request.POST.get("seen", "")),
        )
    except Refusal as refusal:
        if refusal.code is not RefusalCode.DRAFT_CHANGED_ELSEWHERE:
            raise
        # Both answers are shown: what was typed here stays in the form, what was saved there stands above it.
        elsewhere = [row for row in question.rows(situation) if row.value and not row.href]
        return _show(request, road, question, situation, form, elsewhere=elsewhere, status=409)
    return redirect(_next(request, road))


def _show(
    request: Request,
    road: Road,
    question: Question[Situation],
    situation: Situation,
    form: QuestionForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    before = JOURNEY.before(question, situation)
    complete = JOURNEY.first_open(situation) is None
    context = {
        "form": form,
        "question": question,
        "seen": situation.draft.revisions.get(question.name, 0),
        "back": road.check() if complete else road.question(before.name) if before else road.start(),
        "gone": words.GONE[question.name] if request.method != "POST" and question.gone(situation) else "",
        **question.beside(situation),
        **more,
    }
    return render(request, question.template, context, status=status)


def _check(request: Request, road: Road) -> HttpResponse:
    if request.method == "POST":
        return _submit(request, road)
    situation = _situation(request, road)
    if situation is None:
        return redirect(road.start())
    if JOURNEY.first_open(situation) is not None:
        return redirect(_next(request, road))
    return _show_check(request, road, situation)


def _submit(request: Request, road: Road) -> HttpResponse:
    """Submits the draft that the page showed: pressed twice, it is one registration."""
    try:
        draft_id = UUID(request.POST.get("draft", ""))
    except ValueError:
        raise NotFound("draft") from None
    operation = submit_registration if road.changes is None else change_registration
    try:
        registration_id = operation(
            by=request.viewer, at=request.at, draft_id=draft_id, seen=count_in(request.POST.get("seen", ""))
        )
    except NotFound:
        if road.changes is None:
            raise
        # The registration was decided or withdrawn meanwhile, and the draft went with that.
        return redirect(f"{road.start()}?late")
    except Refusal as refusal:
        if refusal.code is RefusalCode.NOTHING_CHANGED:
            discard_draft(by=request.viewer, at=request.at, draft_id=draft_id)
            return redirect(f"{road.start()}?same")
        situation = _situation(request, road)
        if situation is None or JOURNEY.first_open(situation) is not None:
            return redirect(_next(request, road))
        return _show_check(request, road, situation, refusal=refusal)
    response = redirect("registration", registration_id=registration_id)
    response["Location"] += "?sent" if road.changes is None else "?changed"
    return response


def _show_check(
    request: Request, road: Road, situation: Situation, *, refusal: Refusal | None = None
) -> HttpResponse:
    rows = [
        {
            "label": row.label,
            "value": row.value,
            "action": row.action,
            "href": row.href or road.question(question.name),
        }
        for question, row in JOURNEY.rows(situation)
    ]
    context = {
        "rows": rows,
        "situation": situation,
        "road": road,
        "may_change": _may_change(situation),
        "refused": words_for(refusal, __name__) if refusal else "",
        "way_out": _way_out(road, refusal) if refusal else None,
    }
    return render(request, "participant/register/check.html", context, status=409 if refusal else 200)


def _may_change(situation: Situation) -> list[str]:
    """What can be chosen otherwise, of that which makes another registration of it."""
    offered = {"provider": len(situation.offers), "course": len(situation.courses)}
    return [what for what, choices in offered.items() if choices > 1]


def _way_out(road: Road, refusal: Refusal) -> str | None:
    """The page on which something can be done about a refusal to submit."""
    if "registration" in refusal.facts:
        return reverse("registration", kwargs={"registration_id": refusal.facts["registration"]})
    return road.question("sponsor") if refusal.code in ABOUT_THE_SPONSOR else None


def _situation(request: Request, road: Road) -> Situation | None:
    draft = road.draft(request.viewer)
    return Situation(draft, request.viewer, request.at) if draft else None


def _next(request: Request, road: Road) -> str:
    """The first question that is open, or check answers when none is."""
    situation = _situation(request, road)
    if situation is None:
        return road.start()
    following = JOURNEY.first_open(situation)
    return road.question(following.name) if following else road.check()


def _qualification_meant(request: Request) -> str | None:
    """The course whose page the person came from, if it is one of ours."""
    named = request.POST.get("qualification") or request.GET.get("qualification")
    return next((ours.identifier for ours in qualifications() if ours.identifier == named), None)
