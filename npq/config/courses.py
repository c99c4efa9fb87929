"""Course packs at the command line."""

from pathlib import Path

from npq.domain.learning.kinds import Opening
from npq.domain.learning.packs.check import read_pack
from npq.domain.learning.packs.pack import Pack, Topic

COLUMNS = ("units", "screen", "task", "words", "checks", "sources", "statements")


def check(folder: Path) -> tuple[list[str], str]:
    """The faults of the pack in a folder, and a table of what is in it where there are none."""
    pack, faults = read_pack(folder.resolve())
    return [str(fault) for fault in faults], contents(pack) if pack else ""


def contents(pack: Pack) -> str:
    """What is in a pack, a line a topic: units, minutes on screen and of task, words, questions, sources cited, and
    statements served of those there are. A topic that opens later has an outline only."""
    rows = [_row(pack, topic) for topic in pack.topics]
    names = [row[0] for row in rows]
    width = max(map(len, names))
    lines = [f"{pack.title}, version {pack.version}", "", _line("", COLUMNS, width)]
    lines += [_line(name, figures, width) for name, *figures in rows]
    minutes = sum(topic.minutes for topic in pack.topics)
    return "\n".join(
        [*lines, "", f"Self-study, outlines included: {minutes // 60} hours {minutes % 60} minutes."]
    )


def _row(pack: Pack, topic: Topic) -> list[str]:
    known = {statement.id for statement in pack.statements if statement.topic == topic.id}
    if topic.opens is Opening.LATER:
        return [topic.name, f"({len(topic.outline)})", "", "", "", "", "", f"0 of {len(known)}"]
    pages = [page for unit in topic.units for page in unit.pages]
    served = {id for page in pages for id in page.statements} & known
    figures = (
        len(topic.units),
        sum(unit.screen_minutes for unit in topic.units),
        sum(unit.task_minutes for unit in topic.units),
        sum(page.words for page in pages),
        sum(len(page.questions) for page in pages),
        len({key for page in pages for key in page.cites}),
    )
    return [topic.name, *map(str, figures), f"{len(served)} of {len(known)}"]


def _line(name: str, figures: tuple[str, ...] | list[str], width: int) -> str:
    return f"{name:<{width}}" + "".join(f"{figure:>11}" for figure in figures)
