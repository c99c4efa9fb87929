"""Every address there is, the demonstration's own included, with whom it is for.

python -m tests.truth.routes     writes them to routes.txt, after a change that was meant
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PINNED = Path(__file__).with_suffix(".txt")


@dataclass(frozen=True)
class Route:
    """One address. `audience` is None, and `methods` is empty, where its view declares none."""

    path: str
    name: str
    audience: str | None
    methods: frozenset[str]
    module: str

    @property
    def parts(self) -> list[str]:
        """The names of what varies in it."""
        return re.findall(r"<(?:\w+:)?(\w+)>", self.path)

    def __str__(self) -> str:
        methods = " ".join(sorted(self.methods - {"HEAD"}))
        return f"{self.path}  {self.name}  {self.audience}  {methods}"


def every_route() -> list[Route]:
    """All of them, in the order in which addresses are looked for."""
    from npq.config.urls import urlpatterns  # noqa: PLC0415  the settings come first
    from npq.demo.urls import urlpatterns as demonstration  # noqa: PLC0415

    found = [route for pattern in (*urlpatterns, *demonstration) for route in _routes(pattern, "/")]
    return list(dict.fromkeys(found))


def pinned() -> list[str]:
    return PINNED.read_text().splitlines()


def _routes(pattern: Any, before: str) -> list[Route]:
    path = before + str(pattern.pattern).removeprefix("^")
    if hasattr(pattern, "url_patterns"):
        return [route for inner in pattern.url_patterns for route in _routes(inner, path)]
    view = pattern.callback
    audience = getattr(view, "audience", None)
    methods = frozenset(getattr(view, "methods", ()))
    return [Route(path, pattern.name or "", audience.value if audience else None, methods, view.__module__)]


def main() -> None:
    os.environ.update(NPQ_TESTING="true", DJANGO_SETTINGS_MODULE="npq.config.settings")
    import django  # noqa: PLC0415

    django.setup()
    PINNED.write_text("".join(f"{route}\n" for route in sorted(every_route(), key=str)))


if __name__ == "__main__":
    main()
