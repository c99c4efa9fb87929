"""While an app has models and no migration yet: makes one for this run, in a folder of its own."""

import sys
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command


def write_missing_migrations(folder: Path) -> None:
    """Leaves apps with migrations alone; the others get theirs written into `folder`."""
    missing = [app for app in apps.get_app_configs() if app.name.startswith("npq.") and _has_none(app)]
    if not missing:
        return
    sys.path.append(str(folder))
    for app in missing:
        package = folder / f"unwritten_{app.label}"
        package.mkdir()
        (package / "__init__.py").touch()
        settings.MIGRATION_MODULES = {**settings.MIGRATION_MODULES, app.label: package.name}
    call_command("makemigrations", *(app.label for app in missing), verbosity=0, interactive=False)


def _has_none(app: object) -> bool:
    folder = Path(app.path) / "migrations"  # type: ignore[attr-defined]
    return bool(list(app.get_models())) and not list(folder.glob("[0-9]*.py"))  # type: ignore[attr-defined]
