"""Who a session belongs to, asked for once."""

from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend

from npq.domain.people.lookups import signed_in
from npq.kernel.viewer import Viewer


class AccountAndViewer(AuthenticationBackend):
    """Loads a session's account together with the viewer it stands for; else it is the sign-in library's own."""

    def get_user(self, user_id: UUID) -> Any:
        """The account of a session, with its viewer; None for one that is closed or gone."""
        found = signed_in(user_id)
        if found is None or not self.user_can_authenticate(found.account):
            return None
        found.account._viewer = found.viewer  # type: ignore[attr-defined]
        return found.account


def viewer_loaded(account: object) -> Viewer | None:
    """The viewer that came with an account; None for one that this request signed in itself."""
    return getattr(account, "_viewer", None)
