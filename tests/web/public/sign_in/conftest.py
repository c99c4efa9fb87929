from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache

from tests.web.public.sign_in.browser import Browser


@pytest.fixture(autouse=True)
def counted_afresh(db: None, clock: object) -> Iterator[None]:
    """Tries are counted from nothing, and the clock stands still."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def another_browser() -> Callable[[], Browser]:
    return Browser
