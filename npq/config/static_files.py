"""Static files carry a hash of their content in their name, so a browser keeps them for good."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

from npq.config.held_files import HeldFile
from npq.config.troubles import Trouble


class Collected(CompressedManifestStaticFilesStorage):
    """Names with hashes, from what `collect` brought together; imports between our scripts are rewritten alike."""

    support_js_module_import_aggregation = True


class Uncollected(StaticFilesStorage):
    """Plain names, straight from where the files lie: for tests, which collect nothing."""


def collect() -> bool:
    """Brings every static file together under STATIC_ROOT, unless that was done for these very files.

    Says whether it did. Files of earlier versions stay, for pages that are still open. Safe to call from several
    processes at once. Raises Trouble where set-up has not brought the front-end packages yet.
    """
    if not all(Path(folder).is_dir() for folder in settings.STATICFILES_DIRS):
        raise Trouble("The front-end files are not there yet. Run `make setup`.")
    wanted = _fingerprint()
    if _collected_from() == wanted:
        return False
    lock = _beside("lock")
    lock.parent.mkdir(parents=True, exist_ok=True)
    with HeldFile(lock).hold():
        if _collected_from() == wanted:
            return False
        _beside("stamp").unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        _beside("stamp").write_text(wanted)
    return True


def is_collected() -> bool:
    """Whether what lies under STATIC_ROOT was collected from these very files."""
    return _collected_from() == _fingerprint()


def _beside(kind: str) -> Path:
    """A file of ours next to the folder of collected files, which serves all that is in it."""
    return _root().with_name(f"{_root().name}.{kind}")


def _root() -> Path:
    if settings.STATIC_ROOT is None:
        raise RuntimeError("Nothing is collected here: static files are served from where they lie.")
    return Path(settings.STATIC_ROOT)


def _collected_from() -> str:
    """The fingerprint of what is collected; nothing where it is not whole."""
    stamp = _beside("stamp")
    return stamp.read_text() if stamp.is_file() and _root().is_dir() else ""


def _fingerprint() -> str:
    """Says which files there are to collect, how old and how long, and how we treat them."""
    files = (f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in sorted(_sources()))
    return hashlib.sha256("\n".join([Path(__file__).read_text("utf-8"), *files]).encode()).hexdigest()


def _sources() -> Iterator[Path]:
    for finder in get_finders():
        for name, store in finder.list([]):
            yield Path(store.path(name))
