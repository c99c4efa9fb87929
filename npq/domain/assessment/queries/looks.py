"""Which scripts somebody of a lead provider's staff may look at: those of its windows in which they did not write."""

from django.db.models import Exists, OuterRef, QuerySet

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
