"""The compared window of the domain's own tests, for pages."""

from tests.domain.assessment.looking.conftest import (  # noqa: F401
    compared,
    held,
    look,
    second,
    staff,
    window,
    written,
)
