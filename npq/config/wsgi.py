"""What each process of the web server runs."""

import gc
import os
from collections.abc import Iterable
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse

from npq.config import logs, parent


class Application:
    """Django, which gives a finished page to the web server in one piece: bit by bit, it took a fifth longer."""

    def __init__(self) -> None:
        self.answer = WSGIHandler()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        response = self.answer(environ, start_response)
        if not isinstance(response, HttpResponse):
            return response  # a stream
        try:
            return [response.content]
        finally:
            response.close()


def make_application() -> Application:
    """The service, ready to answer. Raises Trouble where settings and database do not belong together."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "npq.config.settings")
    parent.end_with(parent.WEB_SERVER)
    from npq.config import settings  # settings read the environment

    logs.set_up(real_people=not settings.CLOCK_SETTABLE)
    django.setup(set_prefix=False)
    made = Application()
    from npq.config.demonstration import require_agreement  # needs the apps

    require_agreement()
    # What is loaded by now stays: looking through it for something to let go of took a tenth of every page.
    gc.collect()
    gc.freeze()
    return made


application = make_application()
