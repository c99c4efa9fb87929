"""The service as a whole: started, brought up to date, looked over."""

import os
import sys

import click

from npq.config.troubles import Trouble


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


@click.command()
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


@click.command()
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


@click.command()
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


@click.command()
def migrate() -> None:
    """Brings the database's tables up to date. Safe to repeat; says whether there was anything to do."""
    from npq.config.database import django

    with django():
        from npq.config import migrating

        click.echo("Brought up to date." if migrating.migrate(verbosity=1) else "Nothing to do: up to date.")


@click.command()
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
