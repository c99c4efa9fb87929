"""Assessment windows of the demonstration: a rehearsal that is open, and one to come."""

from datetime import datetime, time, timedelta
from uuid import UUID

from npq.demo.plays import NPQEL
from npq.domain.assessment.kinds import CaseKind, WindowKind
from npq.domain.assessment.models import CaseVersion
from npq.domain.assessment.operations.sweeps import enter_participants
from npq.domain.assessment.operations.windows import WindowPlan, make_window
from npq.domain.catalogue.queries import cohort_by_identifier
from npq.kernel.clock import LONDON, london_day
from npq.kernel.viewer import Viewer

A_WEEK = timedelta(days=7)


def hold_windows(staff: Viewer, provider: UUID, *, cohort: str, at: datetime) -> None:
    """Makes a rehearsal that began two days ago, enters people for it, and makes a window months ahead."""
    today, of_cohort = london_day(at), cohort_by_identifier(cohort).id
    before = at - timedelta(days=21)
    rehearsal = CaseVersion.objects.filter(qualification=NPQEL, kind=CaseKind.REHEARSAL.value).first()
    live = (
        CaseVersion.objects.filter(qualification=NPQEL, kind=CaseKind.LIVE.value)
        .order_by("not_before")
        .first()
    )
    if rehearsal is None or live is None or live.not_before is None:
        return
    opened = today - timedelta(days=2)
    ahead = max(today + timedelta(days=60), london_day(live.not_before))
    for kind, name, opens_on, case in (
        (WindowKind.REHEARSAL, "Rehearsal", opened, rehearsal),
        (WindowKind.LIVE, "First window", ahead, live),
    ):
        plan = WindowPlan(
            name=name,
            opens_on=opens_on,
            closes_on=opens_on + A_WEEK,
            case_id=case.id,
            cohort_id=of_cohort,
            clinic_at=datetime.combine(opens_on + timedelta(days=4), time(16), tzinfo=LONDON),
            clinic_link="https://meet.example/questions",
        )
        make_window(by=staff, at=before, lead_provider_id=provider, qualification=NPQEL, kind=kind, plan=plan)
    enter_participants(by=Viewer.system("demonstration"), at=at)
