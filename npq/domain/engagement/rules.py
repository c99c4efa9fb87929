"""The route to award: facts in, steps out, each with whose move it is and by when."""

from dataclasses import dataclass, replace
from datetime import date

from npq.domain.engagement.kinds import Party, StepKind, StepNote, StepState
from npq.domain.enrolment.kinds import TrainingStatus
from npq.domain.funding.kinds import Outcome
from npq.domain.registration.kinds import ApprovalStatus, RejectionReason, Status
from npq.domain.registration.rules.days import decision_due, working_days_after

REVIEW_WORKING_DAYS = 10


@dataclass(frozen=True)
class StudyFacts:
    """The study of an accepted place: minutes of its version of the course, those done, and when the programme ends.

    `enough_on` is the day on which enough was done: whatever a later version asks for, it stays enough. Before
    `begins_on`, the programme's first day, studying is nobody's move yet.
    """

    minutes: int
    minutes_done: int
    last_on: date | None
    begins_on: date
    ends_on: date
    enough_on: date | None = None


@dataclass(frozen=True)
class TrainingFacts:
    """What became of studying in an accepted place, and the day on which a break ends."""

    status: TrainingStatus
    returns_on: date | None = None


@dataclass(frozen=True)
class RouteFacts:
    """Everything the steps rest on. Days are London days."""

    today: date
    status: Status
    submitted_on: date
    status_changed_on: date
    rejection_reason: RejectionReason | None
    approval: ApprovalStatus | None
    approval_expires_on: date | None
    approval_answered_on: date | None
    approval_gates_acceptance: bool
    outcome: Outcome
    decides_within_days: int
    study: StudyFacts | None = None
    """None where there is no place yet, or no course for it."""
    training: TrainingFacts | None = None
    """None where there is no place."""
    later: tuple["Step", ...] = ()
    """Conditions after the study, as the subjects above said of them, in their order."""


@dataclass(frozen=True)
class Evidence:
    """What a step rests on that is not done at one blow: minutes of so many, and the day of the last of them."""

    done: int
    of: int
    last_on: date | None


@dataclass(frozen=True)
class Step:
    """One condition. `whose` and `by`: whose move it is, and until when. `on`: the day it was done. `begins`: the day
    from which it is a move at all, while that lies ahead.

    `evidence` says how far it is where it is done little by little.
    """

    kind: StepKind
    state: StepState
    note: StepNote
    whose: Party | None = None
    by: date | None = None
    on: date | None = None
    evidence: Evidence | None = None
    begins: date | None = None


@dataclass(frozen=True)
class Route:
    """All the steps of one registration. Where it `ended`, only those that were done by then."""

    steps: tuple[Step, ...]
    ended: StepNote | None = None

    @property
    def move(self) -> Step | None:
        """The step somebody has to make next: the participant's own first. None when nobody does."""
        return self.move_for(Party.PARTICIPANT)

    def move_for(self, party: Party) -> Step | None:
        """The next step as one party sees it: its own first, else the first that is anybody's."""
        return next((step for step in self.moves if step.whose is party), next(iter(self.moves), None))

    @property
    def moves(self) -> tuple[Step, ...]:
        """Every step that somebody can make now."""
        return tuple(step for step in self.steps if step.whose is not None)

    @property
    def has_place(self) -> bool:
        """Whether a provider has given the place."""
        return any(step.note is StepNote.PROVIDER_ACCEPTED for step in self.steps)

    @property
    def goes_on(self) -> bool:
        """Whether it leads on from the place to the award."""
        return any(step.kind is StepKind.STUDY for step in self.steps)

    def step(self, kind: StepKind) -> Step:
        return next(step for step in self.steps if step.kind is kind)


def route(facts: RouteFacts) -> Route:
    """The route of a registration as its facts stand. Where it ended, or its place was left, no move is open."""
    steps = (_approval(facts), _funding(facts), _decision(facts), *_study(facts), *_later(facts))
    ended = _ended(facts)
    if ended is None:
        return Route(steps)
    return Route(tuple(step for step in steps if step.state is StepState.DONE), ended)


def _approval(facts: RouteFacts) -> Step:
    if facts.approval is ApprovalStatus.APPROVED:
        return Step(
            StepKind.APPROVAL, StepState.DONE, StepNote.SPONSOR_APPROVED, on=facts.approval_answered_on
        )
    if facts.approval is ApprovalStatus.ASKED:
        return Step(
            StepKind.APPROVAL,
            StepState.THEIRS,
            StepNote.SPONSOR_ASKED,
            Party.SPONSOR,
            facts.approval_expires_on,
        )
    note = _NO_APPROVAL.get(facts.approval, StepNote.SPONSOR_NEVER_ASKED)
    if facts.status is Status.ACCEPTED:
        return Step(StepKind.APPROVAL, StepState.NOT_NEEDED, note)
    return Step(StepKind.APPROVAL, StepState.YOURS, note, Party.PARTICIPANT)


_NO_APPROVAL: dict[ApprovalStatus | None, StepNote] = {
    ApprovalStatus.DECLINED: StepNote.SPONSOR_DECLINED,
    ApprovalStatus.NOT_KNOWN: StepNote.SPONSOR_DOES_NOT_KNOW_YOU,
    ApprovalStatus.NOT_REACHED: StepNote.SPONSOR_NOT_REACHED,
    ApprovalStatus.EXPIRED: StepNote.SPONSOR_DID_NOT_ANSWER,
}


def _funding(facts: RouteFacts) -> Step:
    if facts.outcome is Outcome.REVIEW:
        by = working_days_after(facts.submitted_on, REVIEW_WORKING_DAYS)
        return Step(StepKind.FUNDING, StepState.THEIRS, StepNote.FUNDING_IN_REVIEW, Party.DEPARTMENT, by)
    note = StepNote.FUNDED if facts.outcome is Outcome.FUNDED else StepNote.NOT_FUNDED
    return Step(StepKind.FUNDING, StepState.DONE, note, on=facts.submitted_on)


def _decision(facts: RouteFacts) -> Step:
    if facts.status is Status.ACCEPTED:
        return Step(StepKind.DECISION, StepState.DONE, StepNote.PROVIDER_ACCEPTED, on=facts.status_changed_on)
    if _ended(facts) is StepNote.PROVIDER_REJECTED:
        return Step(StepKind.DECISION, StepState.DONE, StepNote.PROVIDER_REJECTED, on=facts.status_changed_on)
    approved_on = facts.approval_answered_on if facts.approval is ApprovalStatus.APPROVED else None
    by = decision_due(
        facts.submitted_on,
        facts.decides_within_days,
        gated=facts.approval_gates_acceptance,
        approved_on=approved_on,
    )
    if by is None:
        return Step(StepKind.DECISION, StepState.WAITING, StepNote.PROVIDER_AWAITS_APPROVAL)
    return Step(StepKind.DECISION, StepState.THEIRS, StepNote.PROVIDER_DECIDES, Party.LEAD_PROVIDER, by)


def _study(facts: RouteFacts) -> tuple[Step, ...]:
    study, training = facts.study, facts.training
    if facts.status is not Status.ACCEPTED:
        return ()
    evidence = Evidence(study.minutes_done, study.minutes, study.last_on) if study else None
    if study and study.enough_on is not None:
        done = StepState.DONE
        return (Step(StepKind.STUDY, done, StepNote.STUDY_ENOUGH, on=study.enough_on, evidence=evidence),)
    if training and training.status is TrainingStatus.DEFERRED:
        by = training.returns_on
        paused = StepNote.STUDY_PAUSED
        return (Step(StepKind.STUDY, StepState.YOURS, paused, Party.PARTICIPANT, by, evidence=evidence),)
    if study is None:
        return ()
    if facts.today < study.begins_on:
        waiting, begins = StepState.WAITING, study.begins_on
        return (Step(StepKind.STUDY, waiting, StepNote.STUDY_TO_DO, evidence=evidence, begins=begins),)
    return (
        Step(
            StepKind.STUDY,
            StepState.YOURS,
            StepNote.STUDY_TO_DO,
            Party.PARTICIPANT,
            study.ends_on,
            evidence=evidence,
        ),
    )


def _later(facts: RouteFacts) -> tuple[Step, ...]:
    """What comes after the study, once there is a place. In a break it is nobody's move."""
    if facts.status is not Status.ACCEPTED:
        return ()
    paused = facts.training is not None and facts.training.status is TrainingStatus.DEFERRED
    return tuple(
        replace(step, state=StepState.WAITING, whose=None, by=None) if paused and step.whose else step
        for step in facts.later
    )


def _ended(facts: RouteFacts) -> StepNote | None:
    if facts.status is Status.REJECTED:
        return _REJECTED[facts.rejection_reason or RejectionReason.BY_PROVIDER]
    left = facts.training is not None and facts.training.status is TrainingStatus.WITHDRAWN
    if facts.status is Status.ACCEPTED and left:
        return StepNote.LEFT_THE_COURSE
    return {Status.WITHDRAWN: StepNote.WITHDRAWN, Status.REPLACED: StepNote.REPLACED}.get(facts.status)


_REJECTED = {
    RejectionReason.BY_PROVIDER: StepNote.PROVIDER_REJECTED,
    RejectionReason.OTHER_ACCEPTED: StepNote.OTHER_PLACE_ACCEPTED,
    RejectionReason.EXPIRED: StepNote.EXPIRED,
}
