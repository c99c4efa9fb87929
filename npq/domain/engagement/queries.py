from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from npq.domain.catalogue.models import Offer
from npq.domain.engagement.kinds import Party, StepKind, StepNote, StepState
from npq.domain.engagement.models import ConditionState
from npq.domain.engagement.rules import Route, RouteFacts, Step, StudyFacts, TrainingFacts, route
from npq.domain.enrolment.kinds import TrainingStatus
from npq.domain.enrolment.models import Enrolment
from npq.domain.funding.kinds import Outcome
from npq.domain.learning.models import Study
from npq.domain.learning.rules.terms import programme
from npq.domain.registration.kinds import ApprovalStatus, RejectionReason, Status
from npq.domain.registration.models import Approval, Registration
from npq.kernel.clock import london_day
from npq.kernel.privacy import Held, held, require_self_or_system
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import RoleKind, Viewer


def route_for(viewer: Viewer, registration_id: UUID, at: datetime) -> Route:
    """The route to award of one registration. Raises NotFound unless it is the viewer's own or with their provider."""
    found = routes_for(viewer, [registration_id], at)
    if registration_id not in found:
        raise NotFound(registration_id)
    return found[registration_id]


def routes_for(viewer: Viewer, registration_ids: Iterable[UUID], at: datetime) -> dict[UUID, Route]:
    """The routes of many registrations at once, in six queries; those that are not the viewer's are left out."""
    seen = Q(person_id=viewer.person_id) if viewer.person_id else Q(pk__in=[])
    seen |= Q(lead_provider__in=viewer.organisations(RoleKind.LEAD_PROVIDER))
    registrations = list(
        Registration.objects.select_related("decision", "cohort", "qualification")
        .defer("qualification__words")
        .filter(seen, id__in=list(registration_ids))
    )
    approvals = {
        approval.registration_id: approval
        for approval in Approval.objects.filter(registration__in=registrations).exclude(
            status=ApprovalStatus.REPLACED
        )
    }
    offers = {
        (offer.qualification_id, offer.cohort_id, offer.lead_provider_id): offer
        for offer in Offer.objects.filter(lead_provider__in={r.lead_provider_id for r in registrations})
    }
    places = {
        place.pk: place
        for place in Enrolment.objects.filter(registration__in=registrations, taken_back_at=None)
    }
    studies = {study.enrolment_id: study for study in Study.objects.filter(enrolment__in=list(places))}
    later = _said_of(registrations)
    return {
        registration.id: route(
            _facts(
                london_day(at),
                registration,
                approvals.get(registration.id),
                offers.get(
                    (registration.qualification_id, registration.cohort_id, registration.lead_provider_id)
                ),
                places.get(registration.id),
                studies.get(registration.id),
                tuple(later.get(registration.id, ())),
            )
        )
        for registration in registrations
    }


def held_about(viewer: Viewer, person_id: UUID) -> list[Held]:
    """Every row about one person that this subject holds. Raises NotFound for everybody else's eyes."""
    require_self_or_system(viewer, person_id)
    rows = ConditionState.objects.filter(registration__person=person_id).order_by("said_at", "id")
    return held("How far you are with a later part of your course", rows)


def _facts(
    today: date,
    registration: Registration,
    approval: Approval | None,
    offer: Offer | None,
    place: Enrolment | None,
    study: Study | None,
    later: tuple[Step, ...],
) -> RouteFacts:
    return RouteFacts(
        today=today,
        status=Status(registration.status),
        submitted_on=london_day(registration.submitted_at),
        status_changed_on=london_day(registration.status_changed_at),
        rejection_reason=RejectionReason(registration.rejection_reason)
        if registration.rejection_reason
        else None,
        approval=ApprovalStatus(approval.status) if approval else None,
        approval_expires_on=london_day(approval.expires_at) if approval else None,
        approval_answered_on=_day(approval.answered_at) if approval else None,
        approval_gates_acceptance=offer.needs_approval if offer else False,
        outcome=Outcome(registration.decision.outcome),
        decides_within_days=offer.decides_within_days if offer else 0,
        study=_study(registration, study) if study else None,
        training=TrainingFacts(TrainingStatus(place.training_status), place.returns_on) if place else None,
        later=later,
    )


def _said_of(registrations: list[Registration]) -> dict[UUID, list[Step]]:
    """What subjects above said of each registration, in the order of the conditions."""
    found: dict[UUID, list[Step]] = {}
    for row in ConditionState.objects.filter(registration__in=registrations):
        step = Step(
            StepKind(row.kind),
            StepState(row.state),
            StepNote(row.note),
            Party(row.whose) if row.whose else None,
            row.by_day,
            row.done_on,
        )
        found.setdefault(row.registration_id, []).append(step)
    for steps in found.values():
        steps.sort(key=lambda step: list(StepKind).index(step.kind))
    return found


def _study(registration: Registration, study: Study) -> StudyFacts:
    days = programme(registration.cohort.starts_on, registration.qualification.months)
    return StudyFacts(
        minutes=study.minutes,
        minutes_done=study.minutes_done,
        last_on=_day(study.last_at),
        begins_on=days.first,
        ends_on=days.last,
        enough_on=_day(study.enough_at),
    )


def _day(at: datetime | None) -> date | None:
    return london_day(at) if at else None
