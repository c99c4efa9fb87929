"""What the editor sends: a text for each question, on which revision, and a key by which a repeat is known."""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from npq.kernel.refusals import NotFound
from npq.web.shared.forms import count_in
from npq.web.shared.pages import Request

PREFIX = "answer-"


def sections_sent(request: Request) -> dict[str, str]:
    """The answer that was sent to each question. Whether these are the questions is found where they are saved."""
    return {name.removeprefix(PREFIX): request.POST[name] for name in request.POST if name.startswith(PREFIX)}


def key_sent(data: Mapping[str, str]) -> UUID:
    """The key of a save. Raises NotFound for one that no page of ours made."""
    try:
        return UUID(data.get("key", ""))
    except ValueError:
        raise NotFound("key") from None


def number_sent(data: Mapping[str, str], name: str) -> int:
    """The number of a revision; 0 for nonsense, on which nothing is overwritten."""
    number = count_in(data.get(name, ""))
    return number if number < 2**31 else 0


def typed_sent(data: Mapping[str, str]) -> datetime | None:
    """When the device says that it was typed; None where it does not, or says nonsense."""
    try:
        typed = datetime.fromisoformat(data.get("typed_at", "").replace("Z", "+00:00"))
        return typed.astimezone(UTC) if typed.tzinfo else None
    except (ValueError, OverflowError):
        return None
