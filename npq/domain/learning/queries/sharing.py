"""Entries of a learning log that are shared with a coach. What one says is given for the key in a coach's link alone.

No employer, no provider and nobody of the department is ever a coach: that is asked when an entry is shared, and again
each time it is read.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from npq.domain.learning.kinds import RefusalCode
from npq.domain.learning.models import CoursePage, CourseTopic, SharedEntry
from npq.domain.people.models import Person, RoleHeld
from npq.domain.registration.models import Approval, StoppedAddress
from npq.domain.registration.rules.sponsors import address_digest, same_address
from npq.kernel.refusals import NotFound
from npq.kernel.signed_links import make_token, read_token
from npq.kernel.viewer import Viewer

COACH_LINK = "shared-log-entry"


@dataclass(frozen=True)
class Coach:
    """Somebody with whom an entry was shared before."""

    name: str
    email: str


@dataclass(frozen=True)
class ShareRow:
    """One entry shared with one coach, as its writer sees it."""

    id: UUID
    entry: UUID
    coach: Coach
    shared_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class SharedText:
    """What a coach reads. The topic and the page are empty where the entry, or the course by now, has none."""

    writer: str
    course: str
    topic: str
    page: str
    text: str
    written_at: datetime
    changed_at: datetime
    shared_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class ShareLetter:
    """What the letter to a coach needs; nothing of what the entry says."""

    to: str
    coach: str
    writer: str
    course: str
    expires_at: datetime


def coach_token(share_id: UUID) -> str:
    """The signed part of a coach's link."""
    return make_token(COACH_LINK, share=str(share_id))


def shared_text(token: str, at: datetime) -> SharedText | None:
    """The entry behind a coach's link, as it is now; None once it is shared no more. Four queries.

    Raises NotFound for a link that was forged or damaged.
    """
    claims = read_token(COACH_LINK, token)
    if claims is None or set(claims) != {"share"}:
        raise NotFound(COACH_LINK)
    share = _open(at).filter(id=UUID(str(claims["share"]))).first()
    if share is None or why_no_coach(share.entry.study.person, share.coach_email) is not None:
        return None
    entry = share.entry
    version = entry.study.version_id
    topic = CourseTopic.objects.filter(version=version, identifier=entry.topic).first()
    page = CoursePage.objects.filter(version=version, identifier=entry.page).defer("content").first()
    return SharedText(
        writer=entry.study.person.full_name,
        course=entry.study.version.title,
        topic=topic.name if topic else "",
        page=page.title if page else "",
        text=entry.text,
        written_at=entry.written_at,
        changed_at=entry.changed_at,
        shared_at=share.shared_at,
        expires_at=share.expires_at,
    )


def share_letter(share_id: UUID, at: datetime) -> ShareLetter | None:
    """What to write to a coach; None once the entry is shared no more."""
    share = _open(at).filter(id=share_id).defer("entry__text").first()
    if share is None:
        return None
    return ShareLetter(
        to=share.coach_email,
        coach=share.coach_name,
        writer=share.entry.study.person.full_name,
        course=share.entry.study.version.title,
        expires_at=share.expires_at,
    )


def shares_of(viewer: Viewer, study_id: UUID, at: datetime) -> dict[UUID, list[ShareRow]]:
    """With whom the viewer shares entries of a study of their own now, by entry. One query."""
    found: dict[UUID, list[ShareRow]] = {}
    own = _open(at).filter(entry__study=study_id, entry__study__person=viewer.own_id)
    for share in own.defer("entry__text").order_by("shared_at", "id"):
        coach = Coach(share.coach_name, share.coach_email)
        row = ShareRow(share.id, share.entry_id, coach, share.shared_at, share.expires_at)
        found.setdefault(share.entry_id, []).append(row)
    return found


def coaches_of(viewer: Viewer) -> list[Coach]:
    """Everybody with whom the viewer shared an entry before, the latest first. One query."""
    named = SharedEntry.objects.filter(entry__study__person=viewer.own_id).order_by("-shared_at", "id")
    coaches: dict[str, Coach] = {}
    for name, email in named.values_list("coach_name", "coach_email"):
        coaches.setdefault(email, Coach(name, email))
    return list(coaches.values())


def why_no_coach(person: Person, email: str) -> RefusalCode | None:
    """Why an address cannot be that of somebody's coach; None where it can. Two queries."""
    if person.email and same_address(email, person.email):
        return RefusalCode.COACH_IS_YOU
    sponsors = Approval.objects.filter(registration__person=person).values_list("sponsor_email", flat=True)
    if any(same_address(email, sponsor) for sponsor in sponsors if sponsor):
        return RefusalCode.COACH_IS_SPONSOR
    if RoleHeld.objects.filter(_same_mailbox(email), ended_at=None).exists():
        return RefusalCode.COACH_IS_STAFF
    return None


def wants_no_mail(email: str) -> bool:
    """Whether the holder of an address told us never to write there."""
    return StoppedAddress.objects.filter(digest=address_digest(email)).exists()


def _same_mailbox(email: str) -> Q:
    """People whose address reaches the same mailbox, as same_address has it: +tags do not count."""
    local, _, domain = email.strip().lower().rpartition("@")
    local = local.split("+")[0]
    tagged = Q(person__email__startswith=f"{local}+", person__email__endswith=f"@{domain}")
    return Q(person__email=f"{local}@{domain}") | tagged


def _open(at: datetime) -> QuerySet[SharedEntry]:
    return SharedEntry.objects.select_related("entry__study__person", "entry__study__version").filter(
        stopped_at=None, expires_at__gt=at, entry__study__enrolment__taken_back_at=None
    )
