"""People: who acts for an organisation, and what the law on personal data asks for."""

from functools import wraps
from pathlib import Path

import click

from npq.config.command_line.words import PROVIDER


@click.group()
def staff() -> None:
    """Who acts for lead providers and for the department.

    The first members of staff get in by `npq staff give`: they sign in once with their own email address, and then
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

    Without an option: every organisation's name and a number. With one: name and email address of each person who acts
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


@click.group()
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

    PERSON is the person's id (the participant id providers know) or email address; an address finds what names it
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
    participant id providers know) or email address. They sign in no more and act for nobody; their registrations
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
