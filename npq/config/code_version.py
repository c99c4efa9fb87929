"""What the tables are made by: a fingerprint that changes when a migration, ours or a library's, does."""

import hashlib
from importlib.metadata import version
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
LIBRARIES = ("django", "django-allauth", "django-pgtrigger", "procrastinate")
"""Those that bring migrations of their own."""


def fingerprint() -> str:
    """Read from files in milliseconds, without Django."""
    found = hashlib.sha256(" ".join(version(library) for library in LIBRARIES).encode())
    for migration in sorted(PACKAGE.glob("**/migrations/*.py")):
        found.update(f"{migration.relative_to(PACKAGE)}\n".encode() + migration.read_bytes())
    return found.hexdigest()
