"""What a page showed, as its form carries it back; None for nonsense, which counts as nothing seen."""

from datetime import date

from npq.domain.enrolment.kinds import TrainingStatus


def status_seen(text: str) -> TrainingStatus | None:
    return TrainingStatus(text) if text in set(TrainingStatus) else None


def day_seen(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
