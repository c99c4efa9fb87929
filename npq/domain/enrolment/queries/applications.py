"""Registrations as lead providers' own systems read them: "npq applications", made into JSON by the database.

Names and values are those of the published API (docs/api/v3.yaml). One statement a call, however many rows there are:
a page is cut on an index first, and only its rows are joined (docs/decisions/0010-provider-api.md).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection

from npq.domain.enrolment.queries.application_rows import UPDATED_AT, WITH_THE_REST
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import RoleKind, Viewer

Sort = Sequence[tuple[str, bool]]
"""(attribute, whether descending); the first decides first."""

SORTS: Mapping[str, str] = {
    "created_at": "r.submitted_at",
    "updated_at": UPDATED_AT,
    "id": "r.id",
    "participant_id": "r.person_id",
    "course_identifier": "r.qualification_id",
    "status": "CASE WHEN r.status IN ('withdrawn', 'replaced') THEN 'rejected' ELSE r.status END",
    "funding_choice": "r.funding_choice",
    "employer_name": "r.employer_name",
    "employment_role": "r.employment_role",
}
"""What a list may be sorted by. Anything else asked for is passed over."""

LAST_OFFSET = 2**62

OF_PROVIDER = "r.lead_provider_id = %(provider)s"
IN_COHORTS = "r.cohort_id IN (SELECT id FROM catalogue_cohort WHERE start_year = ANY(%(cohorts)s::int[]))"
OF_PARTICIPANTS = "r.person_id = ANY(%(participant_ids)s::uuid[])"

ALL = "registration_registration r"
WITH_PERSON = f"{ALL} JOIN people_person p ON p.id = r.person_id"

# A change is in the registration, or else in its person alone. Of the second kind there are few whatever the moment:
# asked of long ago, few registrations are older; asked of just now, few people have changed. Each is found on an index.
CHANGED_ITSELF = "r.changed_at >= %(updated_since)s"
CHANGED_IN_PERSON = "r.changed_at < %(updated_since)s AND p.significantly_updated_at >= %(updated_since)s"


def applications_json(
    viewer: Viewer,
    *,
    cohorts: Sequence[int] | None = None,
    updated_since: datetime | None = None,
    participant_ids: Sequence[UUID] | None = None,
    sort: Sort = (),
    page: int = 1,
    per_page: int = 100,
) -> bytes:
    """A page of the viewer's lead provider's applications, `{"data":[...]}`: first come first, unless `sort` says else.

    None does not narrow; an empty list of cohorts (start years) or participants matches nothing. Pages count from 1,
    and one past the end is empty. One statement.
    """
    conditions = [OF_PROVIDER]
    conditions += [IN_COHORTS] if cohorts is not None else []
    conditions += [OF_PARTICIPANTS] if participant_ids is not None else []
    order = _order(sort)
    in_order = ", ".join(f"o{number} {direction}" for number, (_, direction) in enumerate(order))
    statement = f"""
        WITH page AS MATERIALIZED (
            {_found(conditions, order, since=updated_since is not None)}
            ORDER BY {in_order} LIMIT %(size)s OFFSET %(offset)s
        )
        SELECT convert_to(
            '{{"data":[' || coalesce(string_agg(row_to_json(application)::text, ',' ORDER BY {in_order}), '') || ']}}',
            'UTF8'
        )
        FROM page JOIN {ALL} ON r.id = page.id {WITH_THE_REST}
    """  # noqa: S608  our own names only
    return _bytes(
        statement,
        {
            "provider": _provider(viewer),
            "cohorts": _list(cohorts),
            "participant_ids": _list(participant_ids),
            "updated_since": updated_since,
            "size": per_page,
            "offset": min((page - 1) * per_page, LAST_OFFSET),
        },
    )


def application_json(viewer: Viewer, application_id: UUID) -> bytes:
    """One application of the viewer's lead provider, `{"data":{...}}`. Raises NotFound. One statement."""
    statement = f"""
        SELECT convert_to('{{"data":' || row_to_json(application)::text || '}}', 'UTF8')
        FROM {ALL} {WITH_THE_REST} WHERE r.lead_provider_id = %(provider)s AND r.id = %(id)s
    """  # noqa: S608  our own names only
    return _bytes(statement, {"provider": _provider(viewer), "id": application_id})


def _provider(viewer: Viewer) -> UUID:
    """The one lead provider a machine acts for: every statement here is narrowed to it."""
    providers = viewer.organisations(RoleKind.LEAD_PROVIDER)
    if len(providers) != 1:
        raise NotFound("lead provider")
    return next(iter(providers))


def _order(sort: Sort) -> list[tuple[str, str]]:
    """(expression, direction) of each part of the order; the last two leave nothing open."""
    asked = [(SORTS[name], "DESC" if descending else "ASC") for name, descending in sort if name in SORTS]
    return [*asked, ("r.submitted_at", "ASC"), ("r.id", "ASC")]


def _found(conditions: Sequence[str], order: Sequence[tuple[str, str]], *, since: bool) -> str:
    """The statement that finds ids, with what they are ordered by (o0, o1, ...); nothing else is looked at yet."""
    columns = ", ".join(f"{expression} AS o{number}" for number, (expression, _) in enumerate(order))
    source = WITH_PERSON if "p." in columns else ALL

    def found(source: str, *more: str) -> str:
        return f"SELECT r.id, {columns} FROM {source} WHERE {' AND '.join([*conditions, *more])}"  # noqa: S608  our own names only

    if not since:
        return found(source)
    return f"{found(source, CHANGED_ITSELF)} UNION ALL {found(WITH_PERSON, CHANGED_IN_PERSON)}"


def _list(values: Sequence[Any] | None) -> list[Any] | None:
    return None if values is None else list(values)


def _bytes(statement: str, values: Mapping[str, Any]) -> bytes:
    """The one value a statement gives, as the database sends it. Django's own cursor would read it as text first."""
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        row = cursor.execute(statement.encode(), values, binary=True).fetchone()
    if row is None:
        raise NotFound("application")
    found: bytes = row[0]
    return found
