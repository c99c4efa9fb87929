"""Whether somebody may sit: what is missing, whose move it is, and the way back in. Facts in, decision out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from npq.domain.assessment.kinds import Gap, Mover, WindowKind
from npq.domain.enrolment.kinds import TrainingStatus


@dataclass(frozen=True)
class StudyDone:
    """Self-study: minutes of the course and those done, how many per cent of them are enough, and whether it was."""

    minutes: int
    minutes_done: int
    percent: int
    enough: bool
    units_left: Sequence[int] = ()
    """Minutes that are left of each unit not finished, in the order one goes on with them."""

    @property
    def minutes_short(self) -> int:
        """How many minutes more are enough; none where it is."""
        return 0 if self.enough else max(0, -(-self.minutes * self.percent // 100) - self.minutes_done)

    @property
    def units_short(self) -> int:
        """With how many units more, in their order, it is enough."""
        short, units = self.minutes_short, 0
        for minutes in self.units_left:
            if short <= 0:
                break
            short, units = short - minutes, units + 1
        return units


@dataclass(frozen=True)
class WindowFacts:
    """A window as somebody stands before it. `deadline_at` is their own."""

    kind: WindowKind
    opens_at: datetime
    deadline_at: datetime
    case_not_before: datetime | None
    case_retired: bool
    case_known: bool = False
    """Whether they have opened a case of its family before."""


@dataclass(frozen=True)
class GateFacts:
    """All that it rests on. `study` is None where there is no course for the place."""

    training: TrainingStatus | None
    study: StudyDone | None
    attempts_used: int
    attempts: int
    window: WindowFacts | None
    result_to_come: bool = False
    """Whether a response of theirs is being marked, or was."""


@dataclass(frozen=True)
class Missing:
    """One thing between somebody and a window, and whose move it is. `on`: when it goes by itself, where it does."""

    gap: Gap
    mover: Mover
    minutes: int = 0
    units: int = 0
    on: datetime | None = None


def missing_to_enter(facts: GateFacts, at: datetime) -> tuple[Missing, ...]:
    """What keeps somebody from being entered for a window, before it opens or while it is open.

    A rehearsal asks for a place alone: it is there to be tried out early.
    """
    found = _place(facts)
    live = facts.window is None or facts.window.kind is WindowKind.LIVE
    if not found and live:
        found = [*_study(facts), *_attempts(facts), *_known(facts)]
    return (*found, *_window(facts, at))


def missing_to_open(facts: GateFacts, at: datetime) -> tuple[Missing, ...]:
    """What keeps somebody who is entered from opening the case now. What they had done by then stays enough."""
    found = [*_place(facts), *_window(facts, at)]
    window = facts.window
    if window is not None and at < window.opens_at:
        found.append(Missing(Gap.NOT_OPEN_YET, Mover.NOBODY, on=window.opens_at))
    if window is not None and window.case_not_before is not None and at < window.case_not_before:
        found.append(Missing(Gap.CASE_UNDER_EMBARGO, Mover.PROVIDER, on=window.case_not_before))
    return tuple(found)


def _place(facts: GateFacts) -> list[Missing]:
    match facts.training:
        case TrainingStatus.ACTIVE:
            return []
        case TrainingStatus.DEFERRED:
            return [Missing(Gap.ON_A_BREAK, Mover.PARTICIPANT)]
        case TrainingStatus.WITHDRAWN:
            return [Missing(Gap.LEFT_THE_COURSE, Mover.PROVIDER)]
        case None:
            return [Missing(Gap.NO_PLACE, Mover.PROVIDER)]


def _study(facts: GateFacts) -> list[Missing]:
    study = facts.study
    if study is None:
        return [Missing(Gap.NO_COURSE, Mover.PROVIDER)]
    if study.enough:
        return []
    return [
        Missing(Gap.STUDY, Mover.PARTICIPANT, minutes=study.minutes_short, units=study.units_short),
    ]


def _attempts(facts: GateFacts) -> list[Missing]:
    if facts.result_to_come:
        return [Missing(Gap.RESULT_TO_COME, Mover.PROVIDER)]
    used_up = facts.attempts_used >= facts.attempts
    return [Missing(Gap.ATTEMPTS_USED, Mover.PROVIDER)] if used_up else []


def _known(facts: GateFacts) -> list[Missing]:
    known = facts.window is not None and facts.window.case_known
    return [Missing(Gap.CASE_KNOWN, Mover.PROVIDER)] if known else []


def _window(facts: GateFacts, at: datetime) -> list[Missing]:
    window = facts.window
    if window is None:
        return [Missing(Gap.NO_WINDOW, Mover.PROVIDER)]
    found = []
    if at >= window.deadline_at:
        found.append(Missing(Gap.CLOSED, Mover.NOBODY))
    if window.case_retired:
        found.append(Missing(Gap.CASE_RETIRED, Mover.PROVIDER))
    return found
