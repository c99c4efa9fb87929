"""`npq token create`: keys to the API."""

from npq.config.troubles import Trouble
from npq.domain.organisations.operations import create_api_token
from npq.domain.organisations.queries import lead_providers_by_name
from npq.kernel import clock
from npq.kernel.viewer import Viewer


def create(provider: str) -> str:
    """A new key for the lead provider of this name, in whatever case. Raises Trouble where there is none."""
    known = lead_providers_by_name()
    found = {name.casefold(): lead_provider_id for name, lead_provider_id in known.items()}.get(
        provider.casefold()
    )
    if found is None:
        names = "; ".join(known) if known else "none yet"
        raise Trouble(f"There is no lead provider “{provider}”. There are: {names}.")
    return create_api_token(by=Viewer.system("npq token create"), at=clock.now(), lead_provider_id=found)
