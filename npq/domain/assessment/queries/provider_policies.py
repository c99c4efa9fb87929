"""What holds for the assessment at a lead provider: for everybody to read, and for its staff to decide."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec
from django.db.models import Q

from npq.domain.assessment.models import Policy
from npq.domain.assessment.packs.shapes import Criterion
from npq.domain.assessment.queries.policies import decided_last, newest_assessment, policy_for, terms_of
from npq.domain.assessment.queries.provider import ToAssess, qualifications_to_assess
from npq.domain.assessment.rules.policies import PolicyTerms
from npq.domain.organisations.models import LeadProvider
from npq.kernel.clock import london_day
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer


@dataclass(frozen=True, slots=True)
class ShownPolicy:
    """What holds at a provider for one qualification, and what responses are marked against.

    `is_default`: it is this service's own and not the provider's. `others_from` is the next day from which something
    else is decided.
    """

    qualification: str
    terms: PolicyTerms
    note: str
    criteria: tuple[Criterion, ...]
    is_default: bool
    others_from: date | None


@dataclass(frozen=True, slots=True)
class ToCome:
    """What was decided to hold from a later day on."""

    decides_from: date
    terms: PolicyTerms


@dataclass(frozen=True, slots=True)
class DecidedPolicy:
    """What holds for one qualification at one provider, what will, and what holds where nobody decides anything else.

    `last` is the id of what the provider decided last, "" where it decided nothing; `criteria` the rubric's version
    that holds, and `newest_criteria` the one that whatever is decided next brings.
    """

    of: ToAssess
    holds: ShownPolicy
    since: date | None
    default: PolicyTerms
    to_come: tuple[ToCome, ...]
    last: str
    criteria: str
    newest_criteria: str


def assessment_shown(lead_provider_id: UUID, at: datetime) -> tuple[str, list[ShownPolicy]]:
    """A provider's name and what holds there today for each qualification that has an assessment; for everybody.
    Raises NotFound for a provider that is none."""
    provider = LeadProvider.objects.filter(id=lead_provider_id).first()
    if provider is None:
        raise NotFound(lead_provider_id)
    day = london_day(at)
    names = dict(
        Policy.objects.filter(Q(lead_provider=None) | Q(lead_provider=provider), decides_from__lte=day)
        .order_by("qualification__position")
        .values_list("qualification", "qualification__name")
    )
    later = dict(
        Policy.objects.filter(lead_provider=provider, decides_from__gt=day)
        .order_by("-decides_from")
        .values_list("qualification", "decides_from")
    )
    found = (
        (name, policy_for(lead_provider_id, qualification, day), later.get(qualification))
        for qualification, name in names.items()
    )
    return provider.name, [_shown(name, policy, others) for name, policy, others in found if policy]


def policies_decided(viewer: Viewer, at: datetime) -> list[DecidedPolicy]:
    """What holds today for whatever the viewer's providers assess."""
    found = (_decided(one, london_day(at)) for one in qualifications_to_assess(viewer))
    return [one for one in found if one is not None]


def policy_decided(viewer: Viewer, lead_provider_id: UUID, qualification: str, at: datetime) -> DecidedPolicy:
    """The same for one qualification at one provider of the viewer's. Raises NotFound."""
    for one in qualifications_to_assess(viewer):
        if (one.provider_id, one.qualification_id) == (lead_provider_id, qualification):
            decided = _decided(one, london_day(at))
            if decided is not None:
                return decided
    raise NotFound(lead_provider_id)


def _decided(of: ToAssess, day: date) -> DecidedPolicy | None:
    holds = policy_for(of.provider_id, of.qualification_id, day)
    default = policy_for(None, of.qualification_id, day)
    if holds is None:
        return None
    later = Policy.objects.filter(
        lead_provider=of.provider_id, qualification=of.qualification_id, decides_from__gt=day
    ).order_by("decides_from", "decided_at")
    # Of two for the same day the one decided last holds.
    to_come = {policy.decides_from: ToCome(policy.decides_from, terms_of(policy)) for policy in later}
    last = decided_last(of.provider_id, of.qualification_id)
    newest = newest_assessment(of.qualification_id, of.provider_id)
    own = holds.lead_provider_id is not None
    return DecidedPolicy(
        of=of,
        holds=_shown(of.qualification, holds, later[0].decides_from if later else None),
        since=holds.decides_from if own else None,
        default=terms_of(default or holds),
        to_come=tuple(to_come.values()),
        last=str(last.id) if last else "",
        criteria=holds.rubric.version,
        newest_criteria=newest.rubric.version if newest else holds.rubric.version,
    )


def _shown(qualification: str, policy: Policy, others_from: date | None) -> ShownPolicy:
    return ShownPolicy(
        qualification=qualification,
        terms=terms_of(policy),
        note=policy.rubric.note,
        criteria=msgspec.convert(policy.rubric.criteria, tuple[Criterion, ...]),
        is_default=policy.lead_provider_id is None,
        others_from=others_from,
    )
