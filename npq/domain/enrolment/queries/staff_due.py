"""Registrations in the order in which a lead provider has to decide on them, as the database can put them."""

from django.db.models import (
    Case,
    DateTimeField,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import ExtractIsoWeekDay, Greatest, Least, TruncDate

from npq.domain.catalogue.models import Offer
from npq.domain.registration.kinds import ApprovalStatus, Status
from npq.domain.registration.models import Registration
from npq.kernel.clock import LONDON

WEEKDAYS = 5


class WeeksGoneBy(Func):
    """How many whole weeks, Monday to Sunday, lie between a Monday long ago and a day."""

    template = "((%(expressions)s - DATE '2001-01-01') / 7)"
    output_field = IntegerField()


def soonest_first(found: QuerySet[Registration]) -> QuerySet[Registration]:
    """Those with a day to decide by, the soonest first; then those that wait for a sponsor; then the others.

    Of several with one day whoever asked first is first. What is not to be decided comes newest change first.
    """
    pending = Q(status=Status.PENDING)
    approved = FilteredRelation("approvals", condition=Q(approvals__status=ApprovalStatus.APPROVED))
    return (
        found.alias(approved=approved)
        .alias(approved_at=F("approved__answered_at"))
        .alias(due=Case(When(pending, then=_due())), asked_at=Case(When(pending, then=F("submitted_at"))))
        .order_by(F("due").asc(nulls_last=True), F("asked_at").asc(nulls_last=True), "-changed_at", "id")
    )


def _due() -> Subquery:
    """A number that grows with the day that registration.rules.days.decision_due names; NULL where it names none.

    That day comes some weekdays after another, so the number is of the weekdays gone by until both.
    """
    offers = Offer.objects.filter(
        qualification=OuterRef("qualification"),
        cohort=OuterRef("cohort"),
        lead_provider=OuterRef("lead_provider"),
    ).alias(submitted_at=_outer("submitted_at"), approved_at=_outer("approved_at"))
    begins = Case(
        When(needs_approval=False, then=_weekdays_gone_by(F("submitted_at"))),
        When(approved_at__isnull=False, then=_weekdays_gone_by(Greatest("submitted_at", "approved_at"))),
    )
    return Subquery(offers.annotate(due=begins + F("decides_within_days")).values("due"))


def _outer(instant: str) -> Combinable:
    return ExpressionWrapper(OuterRef(instant), output_field=DateTimeField())


def _weekdays_gone_by(at: Combinable) -> Combinable:
    day = TruncDate(at, tzinfo=LONDON)
    return WeeksGoneBy(day) * WEEKDAYS + Least(ExtractIsoWeekDay(at, tzinfo=LONDON), WEEKDAYS)
