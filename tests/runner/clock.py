"""The clock of a test: it stands still until it is moved."""

from contextlib import ExitStack
from datetime import datetime, timedelta
from types import TracebackType

from npq.kernel.clock import held_at


class TestClock:
    """Holds `npq.kernel.clock` at `at` (aware, UTC) inside its `with` block."""

    __test__ = False

    def __init__(self, at: datetime) -> None:
        self.at = at
        self._held = ExitStack()

    def move_to(self, at: datetime) -> datetime:
        """Sets the clock to `at`, forwards or back. Gives the new instant."""
        self._held.close()
        self._held.enter_context(held_at(at))
        self.at = at
        return at

    def move(self, **lengths: float) -> datetime:
        """Moves the clock on by a timedelta's arguments: `clock.move(days=30)`."""
        return self.move_to(self.at + timedelta(**lengths))

    def __enter__(self) -> "TestClock":
        self.move_to(self.at)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.close()
