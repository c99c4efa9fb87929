"""Many cases in one test: for tests that change nothing, so that their world is made once for all of them."""

import functools
import inspect
from collections.abc import Callable, Sequence
from typing import Any


def each(
    names: str | tuple[str, ...], cases: Sequence[Any]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """As pytest.mark.parametrize takes them; every case is told by itself, and none keeps the next from being tried."""
    named = (names,) if isinstance(names, str) else names

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(test)
        def run(*args: Any, subtests: Any, **fixtures: Any) -> None:
            for case in cases:
                values = dict(zip(named, (case,) if isinstance(names, str) else case, strict=True))
                with subtests.test(**values):
                    test(*args, **fixtures, **values)

        signature = inspect.signature(test)
        kept = [parameter for name, parameter in signature.parameters.items() if name not in named]
        asked = inspect.Parameter("subtests", inspect.Parameter.KEYWORD_ONLY)
        run.__signature__ = signature.replace(parameters=[*kept, asked])  # type: ignore[attr-defined]
        return run

    return decorate
