"""Course packs: what people study."""

from pathlib import Path

import click

FOLDER = click.Path(exists=True, file_okay=False, readable=True, path_type=Path)


@click.group()
def course() -> None:
    """What people study: course packs, checked and looked at here before anybody studies them.

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


@course.command()
@click.argument("folder", type=FOLDER)
@click.option("--remove", is_flag=True, help="Take the draft away again, whatever is in FOLDER by now.")
def preview(folder: Path, remove: bool) -> None:
    """Offers the course pack in FOLDER as a draft, for people of the department to try out on this server.

    It is checked first, and a pack with a fault is not offered. The draft is not published and nobody can study it:
    it is there to be looked at until it is offered anew, which replaces it, or taken away. A qualification has one
    draft at a time. Lead providers and participants do not see it.

    \b
    Examples: npq course preview courses/npq-executive-leadership
              npq course preview courses/npq-executive-leadership --remove
    """
    from npq.config.database import django
    from npq.domain.learning.packs.check import read_pack

    pack, faults = (None, []) if remove else read_pack(folder.resolve())
    if faults:
        for fault in faults:
            click.echo(fault)
        click.echo(f"{len(faults)} to mend; nothing can be offered.")
        raise SystemExit(1)
    with django():
        from npq.config import drafts

        click.echo(drafts.remove(folder) if pack is None else drafts.offer(pack))
