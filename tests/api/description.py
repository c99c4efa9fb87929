"""docs/api/v3.yaml, held against what the service answers: every call of the tests here goes through `hold`."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

PATH = Path(__file__).parents[2] / "docs" / "api" / "v3.yaml"
BASE = "/api/v3"


@cache
def description() -> dict[str, Any]:
    """The description with every reference followed."""
    document = yaml.safe_load(PATH.read_text())
    return _followed(document, document)


def operations() -> dict[tuple[str, str], dict[str, Any]]:
    """What may be called: {(method, path with {names}): its description}."""
    return {
        (method.upper(), path): operation
        for path, item in description()["paths"].items()
        for method, operation in item.items()
        if method in {"get", "post", "put", "delete", "patch"}
    }


def hold(method: str, address: str, status: int, content_type: str, content: bytes) -> None:
    """Fails unless the description says that this call may be answered so. Addresses it does not have are passed over."""
    path = address.partition("?")[0]
    operation = _operation(method, path)
    if operation is None or path.endswith(".csv"):
        return
    assert str(status) in operation["responses"], f"{method} {address}: {status} is not described"
    described = operation["responses"][str(status)]["content"]
    assert content_type in described, f"{method} {address}: {content_type} is not described for {status}"
    if content_type == "application/json" and method != "HEAD":
        Draft202012Validator(
            described[content_type]["schema"], format_checker=Draft202012Validator.FORMAT_CHECKER
        ).validate(json.loads(content))


def _operation(method: str, address: str) -> dict[str, Any] | None:
    wanted = "GET" if method == "HEAD" else method
    for (named, path), operation in operations().items():
        if named == wanted and re.fullmatch(BASE + re.sub(r"\{\w+\}", "[^/]+", path), address):
            return operation
    return None


def _followed(part: Any, document: Any) -> Any:
    if isinstance(part, list):
        return [_followed(one, document) for one in part]
    if not isinstance(part, dict):
        return part
    rest = {name: _followed(value, document) for name, value in part.items() if name != "$ref"}
    if "$ref" not in part:
        return rest
    target = document
    for name in part["$ref"].removeprefix("#/").split("/"):
        target = target[name]
    return {**_followed(target, document), **rest}
