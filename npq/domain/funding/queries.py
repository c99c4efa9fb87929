from datetime import date
from uuid import UUID

from npq.domain.funding.facts import Facts
from npq.domain.funding.kinds import EntitlementChange
from npq.domain.funding.models import EntitlementEntry, PolicyPeriod
from npq.domain.funding.policies import POLICIES
from npq.domain.funding.policies.policy import Answer, Policy
from npq.kernel.refusals import NotFound


def policy_on(series: str, day: date) -> Policy:
    """The policy of a series on a day. Raises NotFound where none was in force."""
    name = (
        PolicyPeriod.objects.filter(series__identifier=series, period__contains=day).values_list(
            "policy", flat=True
        )
    ).first()
    if name is None:
        raise NotFound(f"no policy of {series} on {day}")
    return POLICIES[name]


def who_pays(series: str, facts: Facts) -> Answer:
    """What the policy in force on the day of submission says. Nothing is stored."""
    return policy_on(series, facts.submitted_on).decide(facts)


def previously_funded(person_id: UUID, qualification: str, *, besides: UUID | None = None) -> bool:
    """Whether a funded place of this qualification was taken and never released, other than the place `besides`."""
    entries = EntitlementEntry.objects.filter(person_id=person_id, qualification=qualification)
    if besides is not None:
        entries = entries.exclude(place=besides)
    latest = dict(entries.order_by("id").values_list("place", "change"))
    return any(change != EntitlementChange.RELEASED for change in latest.values())
