"""Which scripts somebody of a lead provider's staff may look at: those of its windows in which they did not write."""

from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from npq.domain.assessment.kinds import LookState
from npq.domain.assessment.models import Look, Sitting, Window
from npq.kernel.viewer import RoleKind, Viewer


def windows_to_look_into(viewer: Viewer) -> QuerySet[Window]:
    """Windows of the viewer's providers. Whoever was in one themselves looks at no script of it."""
    own = Sitting.objects.filter(window=OuterRef("pk"), registration__person=viewer.own_id)
    theirs = Window.objects.filter(lead_provider__in=viewer.organisations(RoleKind.LEAD_PROVIDER))
    return theirs.filter(~Exists(own))


def looks_for(viewer: Viewer) -> QuerySet[Look]:
    """The scripts to look at of those windows."""
    return Look.objects.filter(window__in=windows_to_look_into(viewer))


def looks_waiting(viewer: Viewer) -> dict[UUID, int]:
    """In which of those windows scripts wait to be looked at, or outcomes to be confirmed, and how many."""
    waiting = (LookState.TO_LOOK_AT.value, LookState.TALKED.value)
    found = looks_for(viewer).filter(state__in=waiting)
    return dict(found.values_list("window").annotate(Count("id")).order_by("window"))
