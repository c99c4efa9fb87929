"""The address of a page, by its name."""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse

MOST_KEPT = 4096


def address_of(name: str, **parts: object) -> str:
    """The path of a page. A page names twenty of them, most of them again and again: they are kept in this process.

    Raises NoReverseMatch where there is no such page.
    """
    return _address(settings.ROOT_URLCONF, name, tuple(parts.items()))


@lru_cache(maxsize=MOST_KEPT)
def _address(routes: str, name: str, parts: tuple[tuple[str, object], ...]) -> str:
    return reverse(name, urlconf=routes, kwargs=dict(parts))
