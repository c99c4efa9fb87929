"""Nobody but its writer reads a learning log: nothing that others look at, or that looks for them, can reach it."""

import ast
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]

OTHERS = ["npq.web.provider", "npq.web.sponsor", "npq.web.assessor", "npq.web.department", "npq.api"]
"""Who must never see any of it; those that are not there yet are looked at once they are."""

KEEPERS = {"npq.domain.learning.queries.log", "npq.domain.learning.operations.log"}
MODEL = "LogEntry"
DEFINES, EXPORTS = "npq.domain.learning.models.log", "npq.domain.learning.models"


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("npq", cache_dir=None)


def reached(graph: grimp.ImportGraph, package: str) -> set[str]:
    """A package's modules, and all that they use, however far away."""
    if package not in graph.modules:
        return set()
    return graph.find_upstream_modules(package, as_package=True) | {
        package,
        *graph.find_descendants(package),
    }


def file_of(module: str) -> Path:
    path = ROOT.joinpath(*module.split("."))
    return path.with_suffix(".py") if path.with_suffix(".py").is_file() else path / "__init__.py"


def names_the_model(text: str) -> bool:
    """Whether code names the model of an entry, in an import, as an attribute, or in a text that could lead to it."""
    return any(
        MODEL in {getattr(node, "id", None), getattr(node, "attr", None), getattr(node, "name", None)}
        or (
            isinstance(node, ast.Constant)
            and node.value in (MODEL, MODEL.lower(), f"learning_{MODEL.lower()}")
        )
        for node in ast.walk(ast.parse(text))
    )


@pytest.mark.parametrize("package", OTHERS)
def test_others_reach_neither_the_log_nor_its_entries(graph, package):
    used = reached(graph, package)
    assert not used & KEEPERS
    naming = {m for m in used - {DEFINES, EXPORTS} if names_the_model(file_of(m).read_text())}
    assert not naming


def test_the_writer_s_pages_do_reach_it(graph):
    used = reached(graph, "npq.web.participant")
    assert used >= KEEPERS
    assert {m for m in used if names_the_model(file_of(m).read_text())} >= KEEPERS


@pytest.mark.parametrize(
    "line",
    [
        "from npq.domain.learning.models import LogEntry",
        "from npq.domain.learning.models import LogEntry as Other",
        "models.LogEntry.objects.all()",
        'apps.get_model("learning", "LogEntry")',
        'getattr(models, "LogEntry")',
    ],
)
def test_whatever_leads_to_the_model_is_seen(line):
    assert names_the_model(line)


def test_those_who_are_there_are_looked_at(graph):
    assert {"npq.web.provider", "npq.web.sponsor", "npq.api"} <= graph.modules
