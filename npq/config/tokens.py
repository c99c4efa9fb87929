"""`npq token create`: keys to the API."""

from npq.config.lead_providers import lead_provider_named
from npq.domain.organisations.operations import create_api_token
from npq.kernel import clock
from npq.kernel.viewer import Viewer


def create(provider: str) -> str:
    """A new key for the lead provider of this name, in whatever case. Raises Trouble where there is none."""
    _, found = lead_provider_named(provider)
    return create_api_token(by=Viewer.system("npq token create"), at=clock.now(), lead_provider_id=found)
