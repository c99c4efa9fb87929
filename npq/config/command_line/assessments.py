"""Assessment packs: what people are assessed with."""

from datetime import datetime
from pathlib import Path

import click

from npq.config.command_line.words import PROVIDER

FOLDER = click.Path(exists=True, file_okay=False, readable=True, path_type=Path)


@click.group()
def assessment() -> None:
    """What people are assessed with: rubric and case studies, checked here before they are published.

    A pack is a folder of Markdown and tables; docs/recipes/write-an-assessment.md says how it is written.
    """


@assessment.command()
@click.argument("folder", type=FOLDER)
def check(folder: Path) -> None:
    """Reads the assessment pack in FOLDER and names everything that is wrong with it, with file and line.

    Where nothing is wrong, prints what is in it, a line a case, and ends with status 0; otherwise with status 1. Needs
    no database. Live cases are secret: what is printed says nothing of them but their names and sizes.

    \b
    Example: npq assessment check assessments/npq-executive-leadership
    """
    from npq.config import assessments

    faults, contents = assessments.check(folder)
    for fault in faults:
        click.echo(fault)
    click.echo(contents if not faults else f"{len(faults)} to mend; nothing can be published.")
    if faults:
        raise SystemExit(1)


@assessment.command()
@click.argument("folder", type=FOLDER)
@click.option(
    "--embargo",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Hold live cases back until this day in London, where it is later than their own.",
)
@click.option("--provider", metavar="NAME", help=f"Who sets it; left out, the department. {PROVIDER}")
def publish(folder: Path, embargo: datetime | None, provider: str | None) -> None:
    """Publishes the assessment pack in FOLDER as a version that never changes.

    It is checked first, and a pack with a fault is not published. The same again changes nothing. Before its day, a
    live case is seen by nobody but staff of whoever sets it, and each such opening is written down.

    \b
    Example: npq assessment publish assessments/npq-executive-leadership --embargo 2027-01-11
    """
    from npq.config.database import django
    from npq.domain.assessment.packs.check import read_assessment

    pack, faults = read_assessment(folder.resolve())
    if pack is None:
        for fault in faults:
            click.echo(fault)
        click.echo(f"{len(faults)} to mend; nothing can be published.")
        raise SystemExit(1)
    with django():
        from npq.config import assessments

        click.echo(assessments.publish(pack, embargo.date() if embargo else None, provider))
