"""Runs the measurements, in the order of their names, and prints one table. Status 1 when a figure is missed.

python -m bench                    all of them
python -m bench start schools      only these modules
"""

import importlib
import os
import pkgutil
import sys
import time
import traceback
from collections.abc import Iterable, Iterator
from types import ModuleType

import bench
from bench import Figure


def main() -> int:
    """Measures what was asked for on the command line, everything by default."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "npq.config.settings")
    wanted = sys.argv[1:]
    found: list[Figure] = []
    failed = []
    for module in _modules(wanted):
        name = module.__name__.rpartition(".")[2]
        began = time.monotonic()
        print(f"{name} …", file=sys.stderr, flush=True)
        try:
            found += module.main()
        except Exception:
            traceback.print_exc()
            failed.append(name)
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    print("\n".join(_table(found)))
    for name in failed:
        print(f"{name} could not be measured.")
    return 1 if failed or not all(figure.met for figure in found) else 0


def _modules(wanted: list[str]) -> Iterator[ModuleType]:
    names = sorted(
        entry.name for entry in pkgutil.iter_modules(bench.__path__) if not entry.name.startswith("_")
    )
    if unknown := set(wanted) - set(names):
        sys.exit(f"There is no {', '.join(sorted(unknown))} to measure, but: {', '.join(names)}.")
    # What only helps the others may need what they start first, and is not looked at for itself.
    for name in wanted or names:
        module = importlib.import_module(f"bench.{name}")
        if hasattr(module, "main"):
            yield module


def _table(figures: Iterable[Figure]) -> Iterator[str]:
    rows = [("what", "measured", "promised", "", "")]
    rows += [
        (f.what, f"{f.measured:.4g} {f.unit}".rstrip(), f.promise, "met" if f.met else "MISSED", f.note)
        for f in figures
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


if __name__ == "__main__":
    sys.exit(main())
