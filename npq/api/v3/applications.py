"""Applications: what participants asked of the caller's lead provider, and its answer."""

from typing import Any
from uuid import UUID

import msgspec

from npq.api.bodies import attributes_sent
from npq.api.door import Call
from npq.api.parameters import (
    cohorts_asked,
    filters_asked,
    moment_asked,
    page_asked,
    participants_asked,
    sort_asked,
)
from npq.domain.enrolment.operations import accept_registration, reject_registration
from npq.domain.enrolment.queries.applications import application_json, applications_json
from npq.kernel.refusals import NotFound


class Acceptance(msgspec.Struct):
    """What may be said with an acceptance. Whatever is not of the right kind counts as not said."""

    funded_place: Any = None
    schedule_identifier: Any = None


def index(call: Call) -> bytes:
    """GET /npq-applications"""
    query = call.request.GET
    filters = filters_asked(query)
    page = page_asked(query)
    return applications_json(
        call.viewer,
        cohorts=cohorts_asked(filters),
        updated_since=moment_asked(filters, "updated_since"),
        participant_ids=participants_asked(filters),
        sort=sort_asked(query),
        page=page.number,
        per_page=page.size,
    )


def show(call: Call, application_id: str) -> bytes:
    """GET /npq-applications/{id}"""
    return application_json(call.viewer, _id(application_id))


def accept(call: Call, application_id: str) -> bytes:
    """POST /npq-applications/{id}/accept"""
    sent = attributes_sent(call.request, Acceptance, may_be_missing=True)
    funded_place, schedule = sent.funded_place, sent.schedule_identifier
    accept_registration(
        by=call.viewer,
        at=call.at,
        registration_id=_id(application_id),
        funded_place=funded_place if isinstance(funded_place, bool) else None,
        schedule=None if schedule is None else str(schedule),
    )
    return show(call, application_id)


def reject(call: Call, application_id: str) -> bytes:
    """POST /npq-applications/{id}/reject"""
    reject_registration(by=call.viewer, at=call.at, registration_id=_id(application_id))
    return show(call, application_id)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(text) from None
