"""Nobody but its writer reads a learning log, and a coach the entry that is shared with them: nothing that others look
at, or that looks for them, can reach it."""

import ast
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]

OTHERS = ["npq.web.provider", "npq.web.sponsor", "npq.web.assessor", "npq.web.department", "npq.api"]
"""Who must never see any of it; those that are not there yet are looked at once they are."""

KEEPERS = {
    f"npq.domain.learning.{module}"
    for module in (
        "queries.log",
        "queries.reading",
        "queries.sharing",
        "operations.log",
        "operations.sharing",
    )
}
"""Who handles entries for their writer; `queries.sharing` also gives one to a coach, by the key in a link alone."""

READERS = {"npq.domain.learning.queries.log", "npq.domain.learning.queries.reading"}
"""Who gives what an entry says to its writer."""

BY_KEY, ITS_DOOR = "npq.domain.learning.queries.sharing", "shared_text"

TOLD_TO_THE_PERSON = "npq.domain.learning.queries.privacy"
MODEL = "LogEntry"
SHARED = "SharedEntry"


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
    """Whether code names the model of an entry, or that of a shared one, which leads to it: in an import, as an
    attribute, in a text that could lead to it, or as a table in SQL."""
    return any(
        {MODEL, SHARED}
        & {getattr(node, "id", None), getattr(node, "attr", None), getattr(node, "name", None)}
        or (isinstance(node, ast.Constant) and _names_it(node.value))
        for node in ast.walk(ast.parse(text))
    )


def _names_it(value: object) -> bool:
    names = {MODEL, MODEL.lower(), SHARED, SHARED.lower()}
    tables = {f"learning_{MODEL.lower()}", f"learning_{SHARED.lower()}"}
    return isinstance(value, str) and (value in names or any(table in value.lower() for table in tables))


def ours(graph: grimp.ImportGraph) -> set[str]:
    """Every module that could hold a query: all but those that define tables and make them."""
    return {
        module
        for module in graph.modules
        if not module.startswith("npq.domain.learning.models") and ".migrations" not in module
    }


def reads_the_text(function: ast.AST) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == "text" for node in ast.walk(function))


@pytest.mark.parametrize("package", OTHERS)
def test_others_reach_neither_the_log_nor_its_entries(graph, package):
    used = reached(graph, package)
    assert not used & KEEPERS
    naming = {m for m in used & ours(graph) if names_the_model(file_of(m).read_text())}
    assert not naming


def test_the_writer_s_pages_do_reach_it(graph):
    used = reached(graph, "npq.web.participant")
    assert used >= KEEPERS
    assert {m for m in used if names_the_model(file_of(m).read_text())} >= KEEPERS


def test_nobody_else_in_the_whole_code_names_entries(graph):
    naming = {m for m in ours(graph) if names_the_model(file_of(m).read_text())}
    assert naming == KEEPERS | {TOLD_TO_THE_PERSON}


def test_a_coach_s_page_reaches_nothing_but_the_one_entry_by_its_key(graph):
    used = reached(graph, "npq.web.public")
    assert used & KEEPERS == {BY_KEY}
    functions = [n for n in ast.parse(file_of(BY_KEY).read_text()).body if isinstance(n, ast.FunctionDef)]
    (door,) = [function for function in functions if reads_the_text(function)]
    assert door.name == ITS_DOOR
    assert [argument.arg for argument in door.args.args] == ["token", "at"]


def test_only_its_writer_s_pages_are_given_what_a_log_says(graph):
    pages = {m for m in graph.modules if m.startswith(("npq.web.", "npq.api"))}
    importing = {m for m in pages if graph.find_modules_directly_imported_by(m) & READERS}
    assert importing
    assert all(m.startswith("npq.web.participant.") for m in importing)


@pytest.mark.parametrize(
    "line",
    [
        "from npq.domain.learning.models import LogEntry",
        "from npq.domain.learning.models import LogEntry as Other",
        "models.LogEntry.objects.all()",
        'apps.get_model("learning", "LogEntry")',
        'getattr(models, "LogEntry")',
        "from npq.domain.learning.models import SharedEntry",
        'SQL = "SELECT text FROM learning_logentry entry"',
    ],
)
def test_whatever_leads_to_the_model_is_seen(line):
    assert names_the_model(line)


def test_those_who_are_there_are_looked_at(graph):
    assert {"npq.web.provider", "npq.web.sponsor", "npq.api"} <= graph.modules
    assert {*KEEPERS, TOLD_TO_THE_PERSON} <= graph.modules
