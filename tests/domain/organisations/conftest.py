import pytest

from tests.domain.organisations.register import Register


@pytest.fixture
def register(db, tmp_path) -> Register:
    return Register(tmp_path)
