"""What each process of the web server runs."""

import gc
import os

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

from npq.config import logs, parent


def make_application() -> WSGIHandler:
    """The service, ready to answer. Raises Trouble where settings and database do not belong together."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "npq.config.settings")
    parent.end_with(parent.WEB_SERVER)
    from npq.config import settings  # settings read the environment

    logs.set_up(real_people=not settings.CLOCK_SETTABLE)
    made = get_wsgi_application()
    from npq.config.demonstration import require_agreement  # needs the apps

    require_agreement()
    # What is loaded by now stays: looking through it for something to let go of took a tenth of every page.
    gc.collect()
    gc.freeze()
    return made


application = make_application()
