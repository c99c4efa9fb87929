"""What is held about a person, and whose time is over."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, Subquery

from npq.domain.people.models import Person, RoleHeld
from npq.domain.registration.models import Approval, Draft, Interest, Registration
from npq.kernel.privacy import Held, Kept, held, require_self_or_system
from npq.kernel.retention import over_at
from npq.kernel.viewer import Viewer


def held_about(viewer: Viewer, person_id: UUID) -> list[Held]:
    """Every row about one person that this subject holds. Raises NotFound for everybody else's eyes."""
    require_self_or_system(viewer, person_id)
    asked = Approval.objects.filter(registration__person=person_id)
    return [
        *held("Answers you have not sent yet", Draft.objects.filter(person=person_id).order_by("updated_at")),
        *held("A registration", Registration.objects.filter(person=person_id).order_by("submitted_at")),
        *held("A sponsor you named, and the answer", asked.order_by("asked_at")),
    ]


def held_about_address(viewer: Viewer, email: str) -> list[Held]:
    """Every row that names an address, whosever it is: a sponsor's, or that of somebody who waits for an opening."""
    require_self_or_system(viewer)
    named = Approval.objects.filter(sponsor_email__iexact=email).order_by("asked_at")
    return [
        *held("Being named as a sponsor", named),
        *held(
            "Asking to hear when registration opens",
            Interest.objects.filter(email__iexact=email).order_by("asked_at"),
        ),
    ]


def people_to_forget(viewer: Viewer, at: datetime, most: int) -> list[UUID]:
    """At most `most` people whose time is over, longest first: nobody who acts for an organisation is among them."""
    require_self_or_system(viewer)
    never, ever = over_at(Kept.NEVER_REGISTERED, at), over_at(Kept.WHILE_REGISTERED, at)
    theirs = Registration.objects.filter(person=OuterRef("pk")).order_by().values("person")
    acts = RoleHeld.objects.filter(Q(ended_at=None) | Q(ended_at__gt=never), person=OuterRef("pk"))
    return list(
        Person.objects.filter(redacted_at=None, significantly_updated_at__lte=never)
        .annotate(last_change=Subquery(theirs.annotate(last=Max("changed_at")).values("last")))
        .filter(Q(last_change=None) | Q(last_change__lte=ever), ~Exists(acts))
        .order_by("significantly_updated_at", "id")
        .values_list("id", flat=True)[:most]
    )
