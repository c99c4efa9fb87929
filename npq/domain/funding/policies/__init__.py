"""Every funding policy there ever was, by identifier.

A policy that has decided once is never edited: the next one is a new module.
"""

from npq.domain.funding.policies import academic_years_2022_to_2024, demonstration
from npq.domain.funding.policies.policy import Policy

POLICIES: dict[str, Policy] = {
    policy.identifier: policy for policy in (academic_years_2022_to_2024.POLICY, demonstration.POLICY)
}
