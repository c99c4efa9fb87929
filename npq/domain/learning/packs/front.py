"""Files taken apart: front matter and text of Markdown, and TOML, each value checked and each fault with its line."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec
import yaml

from npq.domain.learning.packs.faults import Faults, line_of

FENCE = "---"
PLACE = re.compile(r" - at `\$(?P<path>[^`]*)`$")
STEP = re.compile(r"\.(?P<key>[\w-]+)|\[(?P<index>\d+|\.\.\.)\]")
UNKNOWN = re.compile(r"unknown field `(?P<field>[^`]+)`")
LARGEST_FILE = 500_000  # characters

F = TypeVar("F")


@dataclass(frozen=True)
class Document(Generic[F]):
    """A Markdown file: its front matter as a shape, and its text, which begins on `text_line`."""

    path: Path
    front: F
    text: str
    text_line: int
    lines: "Lines"


class Lines:
    """Knows on which line of a file a value of its front matter stands."""

    def __init__(self, node: yaml.Node | None, offset: int) -> None:
        self._node, self._offset = node, offset

    def of(self, *path: str | int) -> int:
        """The line of the value at `path`, or of the nearest thing around it that there is."""
        node, line = self._node, 1
        for step in path:
            inner = _inside(node, step)
            if inner is None:
                break
            node, line = inner
        return line + self._offset if path else self._offset


def read_document(path: Path, shape: type[F], faults: Faults) -> Document[F] | None:
    """The file, or None after its faults were noted."""
    text = read_text(path, faults)
    if text is None:
        return None
    front, rest, text_line = _split(text)
    if front is None:
        faults.add(path, 1, "it does not begin with front matter between two lines of ---")
        return None
    try:
        node = yaml.compose(front, Loader=yaml.SafeLoader)
        value = yaml.safe_load(front)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        faults.add(path, line, f"the front matter is no YAML: {getattr(error, 'problem', error)}")
        return None
    lines = Lines(node, 1)
    for key, line in _twice(node):
        faults.add(path, line + 2, f"“{key}” stands there twice")
    read = _convert(value, shape, path, lines, faults)
    return None if read is None else Document(path, read, rest, text_line, lines)


def read_toml(path: Path, shape: type[F], faults: Faults) -> F | None:
    """The file as a shape, or None after its fault was noted. Fractions are read exactly."""
    text = read_text(path, faults)
    if text is None:
        return None
    try:
        value = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        faults.add(path, int(found[1]) if found else 1, f"it is no TOML: {error}")
        return None
    try:
        return msgspec.convert(value, shape, strict=False)
    except msgspec.ValidationError as error:
        says, steps = _told(error)
        line = 1
        for step in steps:
            line = line_of(text, str(step), after=line) if isinstance(step, str) else line
        faults.add(path, line, says)
        return None


def read_entries(path: Path, shape: type[F], faults: Faults) -> dict[str, F]:
    """A TOML file of entries by key. An entry with a fault is left out after its fault was noted."""
    entries = read_toml(path, dict[str, dict[str, Any]], faults) or {}
    text = path.read_text("utf-8") if entries else ""
    read: dict[str, F] = {}
    for key, entry in entries.items():
        try:
            read[key] = msgspec.convert(entry, shape, strict=False)
        except msgspec.ValidationError as error:
            faults.add(path, line_of(text, f"[{key}]"), f"{key}: {_told(error)[0]}")
    return read


def read_text(path: Path, faults: Faults) -> str | None:
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        faults.add(path, 1, "there is no such file")
        return None
    except (OSError, UnicodeDecodeError):
        faults.add(path, 1, "it cannot be read as UTF-8 text")
        return None
    if len(text) > LARGEST_FILE:
        faults.add(path, 1, "it is too long for a file of a course")
        return None
    return text


def _split(text: str) -> tuple[str | None, str, int]:
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return None, text, 1
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return None, text, 1


def _convert(value: Any, shape: type[F], path: Path, lines: Lines, faults: Faults) -> F | None:
    try:
        return msgspec.convert(value if value is not None else {}, shape, strict=True)
    except msgspec.ValidationError as error:
        says, steps = _told(error)
        faults.add(path, lines.of(*steps), says)
        return None


def _told(error: msgspec.ValidationError) -> tuple[str, list[str | int]]:
    """What msgspec says, in lower case and without its path, and the path taken apart."""
    message = str(error)
    place = PLACE.search(message)
    steps: list[str | int] = []
    for step in STEP.finditer(place["path"] if place else ""):
        if step["key"]:
            steps.append(step["key"])
        elif step["index"].isdigit():
            steps.append(int(step["index"]))
    says = PLACE.sub("", message)
    if unknown := UNKNOWN.search(says):
        steps.append(unknown["field"])
    where = ".".join(str(step) for step in steps)
    return f"{where}: {says}" if where else says, steps


def _inside(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value, key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item, item.start_mark.line + 1
    return None


def _twice(node: yaml.Node | None) -> list[tuple[str, int]]:
    """Keys that a mapping has more than once: YAML would keep the last and say nothing."""
    found: list[tuple[str, int]] = []
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                found.append((key.value, key.start_mark.line))
            seen.add(key.value)
            found += _twice(value)
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            found += _twice(item)
    return found
