from collections.abc import Iterator

import jinja2
import pytest
from django.template import engines

from npq.web.shared.jinja import PACKAGE


@pytest.fixture
def demonstration(settings, clock) -> Iterator[None]:
    """The pages are those of a demonstration."""
    settings.DEMONSTRATION = True
    settings.ROOT_URLCONF = "tests.demo.urls"
    loaders = engines["jinja2"].env.loader.loaders
    loaders.append(jinja2.FileSystemLoader(PACKAGE / "demo" / "templates"))
    yield
    loaders.pop()
