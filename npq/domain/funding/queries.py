from datetime import date
from uuid import UUID

from npq.domain.funding.facts import Facts
from npq.domain.funding.kinds import EntitlementChange
from npq.domain.funding.models import Decision, EntitlementEntry, PolicyPeriod
from npq.domain.funding.policies import POLICIES
from npq.domain.funding.policies.policy import Answer, Policy
from npq.kernel.privacy import Held, held, require_self_or_system
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer


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


def previously_funded_sql(person: str, qualification: str, besides: str) -> str:
    """The same question as an SQL condition on three columns, for lists that are made in the database."""
    table = EntitlementEntry._meta.db_table
    return f"""EXISTS (
        SELECT FROM {table} entry
        WHERE entry.person_id = {person} AND entry.qualification = {qualification} AND entry.place <> {besides}
          AND entry.change <> '{EntitlementChange.RELEASED}'
          AND NOT EXISTS (
              SELECT FROM {table} later
              WHERE later.person_id = entry.person_id AND later.qualification = entry.qualification
                AND later.place = entry.place AND later.id > entry.id
          )
    )"""  # noqa: S608  our own names only


def held_about(viewer: Viewer, person_id: UUID) -> list[Held]:
    """Every row about one person that this subject holds. Raises NotFound for everybody else's eyes."""
    require_self_or_system(viewer, person_id)
    return [
        *held("A decision who pays", Decision.objects.filter(person=person_id).order_by("made_at")),
        *held(
            "What became of a funded place", EntitlementEntry.objects.filter(person=person_id).order_by("id")
        ),
    ]
