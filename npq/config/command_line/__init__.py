"""The `npq` command. Each command is a few lines around a module that does the work, loaded when it is wanted."""

import click

from npq.config.command_line.assessments import assessment
from npq.config.command_line.courses import course
from npq.config.command_line.data import import_schools, publish, token
from npq.config.command_line.people import privacy, staff
from npq.config.command_line.service import check, demo, migrate, serve, worker

ENVIRONMENT = """
\b
Settings come from the environment:
  DATABASE_URL       a PostgreSQL server, 15 or newer; without it the embedded one is used
  NPQ_VAR            folder of the embedded database and files (default: var/ in the project)
  NPQ_BASE_URL       the address people use, as it stands in letters
  NPQ_DEMONSTRATION  true in a demonstration with invented people (npq demo sets it)
"""


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}, epilog=ENVIRONMENT
)
def npq() -> None:
    """Runs the national professional qualifications service.

    To look around, start with `npq demo`. A real service is `npq migrate` once, then `npq serve` and
    `npq worker` under whatever keeps processes going; `npq check` says whether it is fit to be used.
    """


COMMANDS = (
    *(demo, serve, worker, migrate, check, publish, course, assessment),
    *(import_schools, token, staff, privacy),
)

for command in COMMANDS:
    npq.add_command(command)
