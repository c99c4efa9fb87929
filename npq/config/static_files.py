"""Static files carry a hash of their content in their name, so a browser keeps them for good."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Strict where pages are served from collected files; in tests a plain name does, since nothing is collected."""

    keep_only_hashed_files = False
