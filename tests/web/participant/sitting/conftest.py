"""The windows of the domain's own tests, for pages."""

from tests.domain.assessment.windows.conftest import (  # noqa: F401
    assessment,
    live,
    make,
    other,
    place,
    provider,
    ready,
    rehearsal,
    window,
)
