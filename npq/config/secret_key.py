"""The key that signs sessions and links."""

import secrets
from pathlib import Path


def secret_key(configured: str, var: Path) -> str:
    """The configured key; without one, a random key kept in `var`, so that links survive a restart."""
    if configured:
        return configured
    kept = var / "secret-key"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text()
