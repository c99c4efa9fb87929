"""The participant's home, and one registration: where it stands, whose move it is, and what can be done."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.assessment.queries.sittings import sittings_to_hand_in
from npq.domain.engagement.queries import route_for, routes_for
from npq.domain.learning.queries.messages import new_messages
from npq.domain.learning.queries.plan import StudyPlanned, plan_of
from npq.domain.learning.queries.studying import StudyRow, studies_of
from npq.domain.people.queries import details_of
from npq.domain.registration.kinds import ApprovalStatus, Status
from npq.domain.registration.operations.registrations import withdraw_registration
from npq.domain.registration.operations.sponsors import change_sponsor, resend_request
from npq.domain.registration.queries.courses import open_courses
from npq.domain.registration.queries.drafts import draft_of
from npq.domain.registration.queries.registrations import (
    RegistrationStory,
    registration_of,
    registrations_of,
)
from npq.kernel.clock import london_day
from npq.kernel.refusals import Refusal
from npq.web.participant import wording, words
from npq.web.participant.register.forms import SponsorForm
from npq.web.participant.sitting import words as sitting_words
from npq.web.participant.study import words as study_words
from npq.web.shared.access import Audience, page
from npq.web.shared.pages import Request, redirect, render
from npq.web.shared.school_terms import school_terms

SAID = ("sent", "changed", "asked", "same", "late", "withdrawn")


@page(Audience.SIGNED_IN, methods=frozenset({"GET", "HEAD"}))
def home(request: Request) -> HttpResponse:
    """Everything the person has asked for, and whose move each is."""
    registrations = registrations_of(request.viewer)
    routes = routes_for(request.viewer, [row.id for row in registrations], request.at)
    studies = studies_of(request.viewer)
    context = {
        "person": details_of(request.viewer),
        "registrations": [(row, routes[row.id]) for row in registrations],
        "studies": {study.registration: study for study in studies},
        "planned": _planned(request, studies),
        "study_words": study_words,
        # Whoever sits has a place, and so a study; nobody else is asked about.
        "sittings": sittings_to_hand_in(request.viewer, request.at) if studies else [],
        "sitting_words": sitting_words,
        "at": request.at,
        "messages": new_messages(request.viewer, request.at),
        "draft": draft_of(request.viewer),
        "may_register": any(c.registration is None for c in open_courses(request.viewer, request.at)),
        "today": london_day(request.at),
        "words": words,
    }
    return render(request, "participant/home.html", context)


def _planned(request: Request, studies: list[StudyRow]) -> StudyPlanned | None:
    """The plan of the one study somebody is in: the one gone on with last, where there are several."""
    going_on = [study for study in studies if not study.ended and not study.returns_on]
    if not going_on:
        return None
    current = max(going_on, key=lambda study: study.last_at.timestamp() if study.last_at else 0)
    return plan_of(request.viewer, current.id, request.at, school_terms())


@page(Audience.SIGNED_IN, methods=frozenset({"GET", "HEAD"}))
def registration(request: Request, registration_id: UUID) -> HttpResponse:
    """One registration: its route, what was sent, and what the participant may do."""
    story = registration_of(request.viewer, registration_id)
    context = {
        "story": story,
        "person": details_of(request.viewer),
        "route": route_for(request.viewer, registration_id, request.at),
        "study": next(
            (row for row in studies_of(request.viewer) if row.registration == registration_id), None
        ),
        "today": london_day(request.at),
        "pending": story.row.status is Status.PENDING,
        "open": story.row.status in {Status.PENDING, Status.ACCEPTED},
        "may_name_another": _may_name_another(story),
        "said": _said(request, story),
        "words": words,
        "wording": wording,
    }
    return render(request, "participant/registration.html", context)


@page(Audience.SIGNED_IN)
def withdraw(request: Request, registration_id: UUID) -> HttpResponse:
    """Says what withdrawing means, and does it."""
    story = registration_of(request.viewer, registration_id)
    if request.method == "POST":
        withdraw_registration(by=request.viewer, at=request.at, registration_id=registration_id)
        return _back_to(registration_id, "withdrawn")
    if story.row.status is Status.PENDING:
        context = {"story": story, "link_is_open": _link_is_open(request, story)}
        return render(request, "participant/withdraw.html", context)
    return redirect("registration", registration_id=registration_id)


@page(Audience.SIGNED_IN)
def sponsor(request: Request, registration_id: UUID) -> HttpResponse:
    """Names another sponsor."""
    story = registration_of(request.viewer, registration_id)
    if request.method != "POST" and not _may_name_another(story):
        return redirect("registration", registration_id=registration_id)
    form = SponsorForm(request.POST if request.method == "POST" else None, situation=_Asker(request))
    if request.method == "POST" and form.is_valid():
        try:
            change_sponsor(
                by=request.viewer,
                at=request.at,
                registration_id=registration_id,
                role=form.cleaned_data["sponsor_role"],
                name=form.cleaned_data["sponsor_name"],
                email=form.cleaned_data["sponsor_email"],
            )
        except Refusal as refusal:
            form.refuse(refusal, "sponsor_email")
        else:
            return _back_to(registration_id, "asked")
    context = {"story": story, "form": form, "link_is_open": _link_is_open(request, story)}
    return render(request, "participant/sponsor.html", context)


@page(Audience.SIGNED_IN, methods=frozenset({"POST"}))
def resend(request: Request, registration_id: UUID) -> HttpResponse:
    """Sends the sponsor a fresh link."""
    resend_request(by=request.viewer, at=request.at, registration_id=registration_id)
    return _back_to(registration_id, "asked")


def _said(request: Request, story: RegistrationStory) -> str:
    """What has just been done, as far as the registration bears it out."""
    said = next((flag for flag in SAID if flag in request.GET), "")
    if said == "withdrawn" and story.row.status is not Status.WITHDRAWN:
        return ""
    # A change that came too late for its draft, and not for the registration: it was thrown away, or changed nothing.
    return "same" if said == "late" and story.row.status is Status.PENDING else said


def _link_is_open(request: Request, story: RegistrationStory) -> bool:
    return story.approval is not None and story.approval.link_is_open(request.at)


def _may_name_another(story: RegistrationStory) -> bool:
    """Whether there is a registration to approve, and nobody has approved it."""
    approved = story.approval is not None and story.approval.status is ApprovalStatus.APPROVED
    return story.row.status in {Status.PENDING, Status.ACCEPTED} and not approved


class _Asker:
    """What the sponsor's form needs to know outside the journey: whose address may not be given."""

    def __init__(self, request: Request) -> None:
        email = details_of(request.viewer).email
        self.own_addresses = [email] if email else []


def _back_to(registration_id: UUID, said: str) -> HttpResponse:
    response = redirect("registration", registration_id=registration_id)
    response["Location"] += f"?{said}"
    return response
