"""One participant, two lead providers, and a cohort that both offer."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from npq.kernel.viewer import Viewer
from tests import world


@dataclass(frozen=True)
class Scene:
    northlight: UUID
    meridian: UUID
    school: int

    def acting_for(self, provider: UUID) -> Viewer:
        return Viewer.machine(UUID(int=7), provider)


def set_scene(**cohort) -> Scene:
    """For tests with real commits too, which have no fixture for it."""
    world.qualification()
    world.cohort(**cohort)
    providers = [
        world.offer(world.lead_provider(name)) for name in ("Northlight Institute", "Meridian Learning")
    ]
    return Scene(*providers, world.school())


@pytest.fixture
def scene(db) -> Scene:
    return set_scene()
