"""The key that signs sessions and links."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path


def secret_key(configured: str, var: Path) -> str:
    """The configured key; without one, a random key kept in `var`, so that links survive a restart.

    Web server and worker may both begin on an empty folder: the first to keep a key wins, and whole.
    """
    if configured:
        return configured
    kept = var / "secret-key"
    if not kept.exists():
        var.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=var) as made:  # for the owner alone
            made.write(secrets.token_urlsafe(50))
            made.flush()
            with contextlib.suppress(FileExistsError):
                os.link(made.name, kept)
    return kept.read_text()
