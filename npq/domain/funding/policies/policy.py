"""How a policy is written: an ordered list of rules, of which the first that applies decides."""

from collections.abc import Callable
from dataclasses import dataclass

from npq.domain.funding.facts import Facts
from npq.domain.funding.kinds import Outcome, Reason

Condition = Callable[[Facts], bool]


@dataclass(frozen=True)
class Rule:
    """`reason` and `outcome` hold where `applies` is true of the facts."""

    applies: Condition
    outcome: Outcome
    reason: Reason


@dataclass(frozen=True)
class Answer:
    """What a policy says of some facts: the outcome, the one reason for it, and which policy said so."""

    outcome: Outcome
    reason: Reason
    policy: str

    @property
    def funded(self) -> bool:
        return self.outcome is Outcome.FUNDED


@dataclass(frozen=True)
class Policy:
    """A named list of rules. The last applies to everything, so there is always an answer."""

    identifier: str
    title: str
    source: str
    rules: tuple[Rule, ...]

    def decide(self, facts: Facts) -> Answer:
        rule = next(rule for rule in self.rules if rule.applies(facts))
        return Answer(rule.outcome, rule.reason, self.identifier)


def fund(applies: Condition, reason: Reason = Reason.FUNDED) -> Rule:
    return Rule(applies, Outcome.FUNDED, reason)


def refuse(applies: Condition, reason: Reason) -> Rule:
    return Rule(applies, Outcome.NOT_FUNDED, reason)


def review(applies: Condition, reason: Reason) -> Rule:
    return Rule(applies, Outcome.REVIEW, reason)


def always(facts: Facts) -> bool:
    return True
