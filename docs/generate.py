"""Writes the documents that can be made from the code (`make docs`); with --check, says which have grown stale."""

import inspect
import os
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import django

FOLDER = Path(__file__).parent
NOTE = "<!-- Made by `make docs` from the code. Change the code, not this page. -->\n\n"


def states() -> str:
    """Every transition table: what moves what where."""
    from npq.kernel.states import TransitionTable

    parts = ["# States\n\nThe database refuses every move that is not in these tables.\n"]
    for module in _modules("kinds"):
        for table in vars(module).values():
            if isinstance(table, TransitionTable):
                parts.append(
                    f"\n## The {table.name}\n\nFrom `{module.__name__}`. It begins as **{table.initial}**.\n"
                )
                parts.append("\n| from | operation | to |\n|---|---|---|\n")
                parts += [f"| {state} | `{verb}` | {after} |\n" for state, verb, after in table.rows()]
    return "".join(parts)


def policies() -> str:
    """Every funding policy as the list of rules it is."""
    from npq.domain.funding.policies import POLICIES

    parts = ["# Funding policies\n\nIn each, the first rule that applies decides.\n"]
    for policy in POLICIES.values():
        parts.append(f"\n## {policy.title}\n\n`{policy.identifier}`. Source: {policy.source}.\n")
        parts.append("\n| | where | outcome | reason |\n|---|---|---|---|\n")
        for place, rule in enumerate(policy.rules, 1):
            where = rule.applies.__name__.replace("_", " ")
            parts.append(f"| {place} | {where} | {rule.outcome.replace('_', ' ')} | `{rule.reason}` |\n")
    return "".join(parts)


def pages() -> str:
    """Every address, and whom it is for."""
    from django.urls import get_resolver

    parts = [
        "# Pages and endpoints\n\nEvery address of the service outside the demonstration, and whom it is for.\n"
    ]
    parts.append("\n| audience | address | what it is |\n|---|---|---|\n")
    rows = sorted(
        {
            (str(getattr(view, "audience", "")), f"/{address}", _first_line(view))
            for address, view in _routes(get_resolver().url_patterns)
        }
    )
    parts += [f"| {audience} | `{address}` | {what} |\n" for audience, address, what in rows]
    return "".join(parts)


def personal_data() -> str:
    """Every field about a person: why it is held, on what basis and how long."""
    from django.apps import apps

    parts = [
        "# Personal data\n\nEvery field about a person.\n\n| table | field | for | lawful basis | kept |\n"
    ]
    parts.append("|---|---|---|---|---|\n")
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        for field, why in getattr(model, "personal", {}).items():
            parts.append(f"| {model._meta.label} | {field} | {why.purpose} | {why.basis} | {why.kept} |\n")
    return "".join(parts)


def schedule() -> str:
    """Everything that runs by itself."""
    from npq.jobs.schedule import SCHEDULE

    parts = ["# What runs by itself\n\n| name | when (UTC) | what |\n|---|---|---|\n"]
    parts += [f"| `{sweep.name}` | `{sweep.cron}` | {_first_line(sweep.function)} |\n" for sweep in SCHEDULE]
    return "".join(parts)


DOCUMENTS: dict[str, Callable[[], str]] = {
    "states.md": states,
    "policies.md": policies,
    "pages.md": pages,
    "personal-data.md": personal_data,
    "schedule.md": schedule,
}


def stale() -> list[str]:
    """The names of documents that differ from what the code would make of them now."""
    return [name for name, make in DOCUMENTS.items() if _read(FOLDER / name) != NOTE + make()]


def main() -> int:
    os.environ.pop("NPQ_DEMONSTRATION", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "npq.config.settings")
    django.setup()
    if "--check" not in sys.argv:
        for name, make in DOCUMENTS.items():
            (FOLDER / name).write_text(NOTE + make())
        return 0
    for name in (found := stale()):
        sys.stderr.write(f"docs/{name} no longer says what the code does: run make docs\n")
    return 1 if found else 0


def _modules(drawer: str) -> Iterator[ModuleType]:
    """A drawer of every subject, whether it is a module or, grown, a package."""
    domain = FOLDER.parent / "npq" / "domain"
    modules = {path.parent.name for path in domain.glob(f"*/{drawer}.py")}
    packages = {path.parents[1].name for path in domain.glob(f"*/{drawer}/__init__.py")}
    for subject in sorted(modules | packages):
        yield import_module(f"npq.domain.{subject}.{drawer}")


def _routes(patterns, before: str = ""):
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _routes(pattern.url_patterns, address)
        else:
            yield address, pattern.callback


def _first_line(thing: object) -> str:
    return (inspect.getdoc(thing) or "").partition("\n")[0]


def _read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
