"""What a page may load: its own files, and nothing from anywhere else. No script or style stands in a page itself."""

from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF


def policy(sign_in_issuer: str = "") -> dict[str, Any]:
    """The policy for every page. Forms may lead on to `sign_in_issuer`, the address of who else signs people in."""
    issuer = urlsplit(sign_in_issuer)
    return {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [SELF],
            "style-src": [SELF],
            "img-src": [SELF, "data:"],
            "font-src": [SELF],
            "connect-src": [SELF],
            "form-action": [SELF, *([f"{issuer.scheme}://{issuer.netloc}"] if issuer.netloc else [])],
            "frame-ancestors": [NONE],
            "base-uri": [NONE],
        }
    }
