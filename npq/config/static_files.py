"""Static files carry a hash of their content in their name, so a browser keeps them for good."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

from npq.config.embedded_postgres.held_files import HeldFile


class Collected(CompressedManifestStaticFilesStorage):
    """Names with hashes, from what `collect` brought together; imports between our scripts are rewritten alike."""

    support_js_module_import_aggregation = True


class Uncollected(StaticFilesStorage):
    """Plain names, straight from where the files lie: for tests, which collect nothing."""


def collect() -> bool:
    """Brings every static file together under STATIC_ROOT, unless that was done for these very files; says whether it did.

    Files of earlier versions stay, for pages that are still open. Safe to call from several processes at once.
    """
    collected = Path(settings.STATIC_ROOT)
    collected.parent.mkdir(parents=True, exist_ok=True)
    stamp = collected.with_name(f"{collected.name}.stamp")
    with HeldFile(collected.with_name(f"{collected.name}.lock")).hold():
        wanted = _stamp()
        if stamp.exists() and stamp.read_text() == wanted and (collected / "staticfiles.json").exists():
            return False
        stamp.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(wanted)
    return True


def _stamp() -> str:
    """What the result depends on: each file's name, size and time, and how we treat them."""
    facts = (f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in _sources())
    return hashlib.sha256("\n".join([Path(__file__).read_text("utf-8"), *facts]).encode()).hexdigest()


def _sources() -> Iterator[Path]:
    for finder in get_finders():
        for name, store in finder.list([]):
            yield Path(store.path(name))
