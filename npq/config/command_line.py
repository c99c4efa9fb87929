"""The `npq` command. Each command here is a few lines around a module that does the work."""

import os
import sys
from functools import wraps
from pathlib import Path

import click

from npq.config.troubles import Trouble

ENVIRONMENT = """
\b
Settings come from the environment:
  DATABASE_URL       a PostgreSQL server, 15 or newer; without it the embedded one is used
  NPQ_VAR            folder of the embedded database and files (default: var/ in the project)
  NPQ_BASE_URL       the address people use, as it stands in letters
  NPQ_DEMONSTRATION  true in a demonstration with invented people (npq demo sets it)
"""

PROVIDER = "The lead provider's name, as the service has it; capitals do not matter."


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=ENVIRONMENT)
def npq() -> None:
    """Runs the national professional qualifications service.

    To look around, start with `npq demo`. A real service is `npq migrate` once, then `npq serve` and
    `npq worker` under whatever keeps processes going; `npq check` says whether it is fit to be used.
    """


def _address(default_workers: int):
    """The options of commands that serve pages."""

    def options(command):
        command = click.option(
            "--workers",
            type=click.IntRange(1, 64),
            default=default_workers,
            show_default=True,
            help="Web processes.",
        )(command)
        command = click.option(
            "--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 for all."
        )(command)
        return click.option(
            "--port",
            type=click.IntRange(1, 65535),
            default=8000,
            show_default=True,
            help="Port to listen at.",
        )(command)

    return options


@npq.command()
@_address(2)
def demo(port: int, host: str, workers: int) -> None:
    """Runs the whole service with a demonstration world in it.

    Starts the embedded PostgreSQL (unless DATABASE_URL names a server), brings its tables up to date, fills an
    empty database with invented people, and runs web server and worker until Ctrl-C. A database that holds
    anything but a demonstration is refused and left as it is. The world stays from one run to the next; to
    begin anew, remove the folder named by NPQ_VAR.

    \b
    Example: npq demo --port 8080
    """
    from npq.config.demo import run_demonstration

    run_demonstration(host=host, port=port, workers=workers, say=click.echo)


@npq.command()
@_address(2)
def serve(port: int, host: str, workers: int) -> None:
    """Serves the pages and the API, until told to stop.

    Needs a database that `npq migrate` has brought up to date. A web process that ends unasked is started
    again. /health answers while the process is up, /ready while database and worker are there too.
    """
    from npq.config.database import django
    from npq.config.parent import SUPERVISOR, end_with
    from npq.config.web_server import RELEASE, THREADS, wait_for_address
    from npq.config.web_server import serve as serve_pages

    end_with(SUPERVISOR)
    wait_for_address(host, port, seconds=RELEASE if SUPERVISOR in os.environ else 0)
    with django(pool=THREADS):
        _require_ready()
        serve_pages(host=host, port=port, workers=workers)


@npq.command()
def worker() -> None:
    """Does what is queued and what runs by itself: letters, reminders, expiries.

    Stops at Ctrl-C or SIGTERM when the task in hand is done. Several may run at once.
    """
    from npq.config.database import django
    from npq.config.parent import SUPERVISOR, end_with

    end_with(SUPERVISOR)
    with django():
        _require_agreement()
        from npq.jobs.worker import run_worker

        run_worker()


@npq.command()
def migrate() -> None:
    """Brings the database's tables up to date. Safe to repeat; says whether there was anything to do."""
    from npq.config.database import django

    with django():
        from npq.config import migrating

        click.echo("Brought up to date." if migrating.migrate(verbosity=1) else "Nothing to do: up to date.")


@npq.command()
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


@npq.command("import-schools")
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


@npq.group()
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


@npq.group()
def staff() -> None:
    """Who acts for lead providers and for the department.

    The first members of staff get in by `npq staff give`: they sign in once with their own e-mail address, and then
    somebody at this command lets them act.
    """


def _organisation(command):
    """The two options that name an organisation; the command is given `provider` (None is the department)."""

    @wraps(command)
    def run(provider: str | None, department: bool, **rest) -> None:
        if (provider is None) is not department:
            raise click.UsageError("Give either --provider NAME or --department.")
        command(provider=provider, **rest)

    run = click.option("--department", is_flag=True, help="The department, not a provider.")(run)
    return click.option("--provider", metavar="NAME", help=PROVIDER)(run)


@staff.command("give")
@click.argument("email", metavar="EMAIL")
@_organisation
def give(email: str, provider: str | None) -> None:
    """Lets somebody act for an organisation.

    That is a lead provider or the department, from now on. EMAIL is the address they sign in by. They must have
    signed in once, so that the address is known to be theirs; one that several people read, such as office@, is
    refused. In a real service they are asked for an authenticator app before they see anything. Safe to repeat.

    \b
    Examples: npq staff give priya@northlight.example --provider "Northlight Institute"
              npq staff give jo@department.example --department
    """
    from npq.config.database import django

    with django():
        from npq.config import staff

        click.echo(staff.give(email, provider))


@staff.command("end")
@click.argument("email", metavar="EMAIL")
@_organisation
def end(email: str, provider: str | None) -> None:
    """Ends what `npq staff give` began.

    It works at once, in every open session. EMAIL is the address they sign in by now, or the id that `npq staff
    list` shows where they have none. They may go on signing in, and keep what is theirs as a participant.

    \b
    Example: npq staff end priya@northlight.example --provider "Northlight Institute"
    """
    from npq.config.database import django

    with django():
        from npq.config import staff

        click.echo(staff.end(email, provider))


@staff.command("list")
@click.option("--provider", metavar="NAME", help="Name the people who act for this lead provider.")
@click.option("--department", is_flag=True, help="Name the people who act for the department.")
def list_staff(provider: str | None, department: bool) -> None:
    """Says how many act for whom, or who.

    Without an option: every organisation's name and a number. With one: name and e-mail address of each person who acts
    for it now.

    \b
    Example: npq staff list --provider "Northlight Institute"
    """
    from npq.config.database import django

    if provider is not None and department:
        raise click.UsageError("Give --provider NAME or --department, or neither.")
    with django():
        from npq.config import staff

        for line in staff.people(provider) if provider is not None or department else staff.organisations():
            click.echo(line)


@staff.command("reset-authenticator")
@click.argument("email", metavar="EMAIL")
def reset_authenticator(email: str) -> None:
    """Removes a lost authenticator app.

    Its recovery codes go too, and all sessions end. EMAIL is the address they sign in by. Their next sign-in needs
    only the code sent to that address, and sets up a new app: so first make sure, by a call or face to face, that
    it is they who ask. The journal says that it was done.

    \b
    Example: npq staff reset-authenticator priya@northlight.example
    """
    from npq.config.database import django

    with django():
        from npq.config import staff

        click.echo(staff.reset(email))


@npq.group()
def privacy() -> None:
    """What the law on personal data asks for."""


@privacy.command("export")
@click.argument("person", metavar="PERSON")
@click.option(
    "--to",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write, instead of the terminal; readable by you alone.",
)
@click.option("--words", is_flag=True, help="Plain text for the person to read, instead of JSON.")
def export(person: str, to: Path | None, words: bool) -> None:
    """Writes everything held about one person, as JSON or as text to read.

    PERSON is the person's id (the participant id providers know) or e-mail address; an address finds what names it
    even where its holder never signed in.

    \b
    Example: npq privacy export 5d0f7e0a-0f3a-4b53-9d43-3d8a5a1f0f3e --to export.json
    """
    from npq.config.database import django

    with django():
        from npq.config.personal_data import export_in_words, export_person

        written = export_in_words(person) if words else export_person(person)
        if to is None:
            click.echo(written)
        else:
            to.touch(mode=0o600)
            to.chmod(0o600)
            to.write_text(written + "\n", encoding="utf-8")
            click.echo(f"Written to {to}.")


@privacy.command("redact")
@click.argument("person", metavar="PERSON")
@click.option("--yes", is_flag=True, help="Do not ask; for scripts.")
def redact(person: str, yes: bool) -> None:
    """Blanks who one person is, for good.

    That is everything that says so, before its time is over; it cannot be undone. PERSON is the person's id (the
    participant id providers know) or e-mail address. They sign in no more and act for nobody; their registrations
    and decisions stay under ids. Asks first, then prints how many details were blanked and how many are kept until
    their own time is over. A repeat finishes what was cut short.

    \b
    Example: npq privacy redact 5d0f7e0a-0f3a-4b53-9d43-3d8a5a1f0f3e
    """
    from npq.config.database import django

    with django():
        from npq.config.personal_data import redact_now

        redact_now(person, agree=lambda question: yes or click.confirm(question, abort=True), say=click.echo)


@privacy.command("expire")
def expire() -> None:
    """Removes personal details that have been kept as long as the retention table allows.

    The worker does this every night; this does it now. Safe to repeat. Prints what was removed, in numbers.
    """
    from npq.config.database import django

    with django():
        from npq.config.personal_data import expire_now

        expire_now(say=click.echo)


@npq.command()
def check() -> None:
    """Says whether this deployment is fit for real people, one plain line for each thing looked at.

    Ends with status 0 when everything is as it should be, 1 when something is not. Changes nothing.
    """
    from npq.config.deployment import look

    if not look(say=click.echo):
        sys.exit(1)


def _require_ready() -> None:
    """Before pages are served: files collected, the database migrated and of the kind the settings say."""
    from django.db import connection

    from npq.config import static_files
    from npq.config.health import migrated

    static_files.collect()
    _require_agreement()
    if not migrated():
        raise Trouble("The database is not up to date. Run `npq migrate`.")
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's has it


def _require_agreement() -> None:
    from npq.config.demonstration import require_agreement

    require_agreement()


if __name__ == "__main__":
    npq()
