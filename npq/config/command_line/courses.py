"""Course packs: what people study."""

from pathlib import Path

import click

FOLDER = click.Path(exists=True, file_okay=False, readable=True, path_type=Path)


@click.group()
def course() -> None:
    """What people study: course packs, checked here before anybody sees them.

    A pack is a folder of Markdown and tables; docs/recipes/write-a-course.md says how it is written.
    """


@course.command()
@click.argument("folder", type=FOLDER)
def check(folder: Path) -> None:
    """Reads the course pack in FOLDER and names everything that is wrong with it, with file and line.

    Where nothing is wrong, prints what is in it, a line a topic, and ends with status 0; otherwise with status 1.
    Needs no database.

    \b
    Example: npq course check courses/npq-executive-leadership
    """
    from npq.config import courses

    faults, contents = courses.check(folder)
    for fault in faults:
        click.echo(fault)
    click.echo(contents if not faults else f"{len(faults)} to mend; nothing can be published.")
    if faults:
        raise SystemExit(1)
