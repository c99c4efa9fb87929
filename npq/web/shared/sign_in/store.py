"""Where sessions are kept: Django's table, read with one short statement, because every page begins with it."""

from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from npq.kernel.prepared import preparing_cursor

_FIND = "SELECT session_data, expire_date FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """Django's own, but for how a session is found."""

    def _get_session_from_db(self) -> Any:
        with preparing_cursor() as cursor:
            cursor.execute(_FIND, [self.session_key, timezone.now()])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return None
        data, expires = found
        return self.model(session_key=self.session_key or "", session_data=data, expire_date=expires)
