"""`npq check`: is this deployment fit for real people? Each thing looked at is one function that answers in words."""

from collections.abc import Callable, Iterator

from npq.config.database import database, set_up_django
from npq.config.deployment.finding import Finding
from npq.config.troubles import Trouble, in_words


def look(*, say: Callable[[str], None]) -> bool:
    """Looks at everything, says one line for each thing, and returns whether all is as it should be."""
    all_good = True
    for finding in findings():
        all_good &= finding.good
        say(f"{'ok  ' if finding.good else 'NOT '} {finding.words}")
    return all_good


def findings() -> Iterator[Finding]:
    """Every finding. What needs the database is left out, with one finding saying so, where it cannot be used."""
    with in_words():
        set_up_django()
    from npq.config.deployment import stored, surroundings  # they need settings and apps

    for question in surroundings.QUESTIONS:
        yield question()
    if not stored.exists():
        yield Finding(good=False, words="There is no database yet. Run `npq migrate`.")
        return
    try:
        with database():
            yield Finding(good=True, words="The database can be reached, and is PostgreSQL 15 or newer.")
            yield from stored.findings()
    except Trouble as trouble:
        yield Finding(good=False, words=trouble.message)
