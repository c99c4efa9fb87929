"""What the service goes by: courses and policies, the schools register, providers' keys."""

from pathlib import Path

import click

from npq.config.command_line.words import PROVIDER


@click.command()
def publish() -> None:
    """Publishes what stands in files: qualifications, cohorts, lead providers, and which funding policy decides when.

    Reads the folder of courses (NPQ_COURSES). The same again changes nothing; a file with a mistake is named, with the
    field, and changes nothing.
    """
    from npq.config.database import django

    with django():
        from npq.config import publishing
        from npq.kernel import clock

        publishing.publish(at=clock.now())
        click.echo("Published.")


@click.command("import-schools")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option(
    "--allow-smaller",
    is_flag=True,
    help="Take in a file with far fewer schools than expected; otherwise refused.",
)
def import_schools(file: Path, allow_smaller: bool) -> None:
    """Brings the schools register up to date from FILE, the official establishment extract.

    FILE is a CSV, plain or gzipped, in UTF-8 or cp1252, with any of the official columns: they are found by name.
    Everything happens in one transaction: a broken or truncated file changes nothing. Prints how many schools were
    added, changed, closed, unchanged and refused, and each refused line with its reason.

    \b
    Example: npq import-schools edubasealldata20260717.csv
    """
    from npq.config.database import django

    with django():
        from npq.config.importing import import_from

        click.echo(import_from(file, allow_smaller=allow_smaller))


@click.group()
def token() -> None:
    """Keys to the API for lead providers' own systems."""


@token.command("create")
@click.option("--provider", required=True, metavar="NAME", help=PROVIDER)
def create_token(provider: str) -> None:
    """Makes a key to the API for one lead provider and prints it.

    It is shown this once, and alone on its line, so that it can be piped on: only its digest is kept. Earlier keys go
    on working.

    \b
    Example: npq token create --provider "Northlight Institute"
    """
    from npq.config.database import django

    with django():
        from npq.config.tokens import create

        click.echo(create(provider))
