"""`python -m npq.config.command_line`: the command where no `npq` is installed, as the supervisor starts it."""

from npq.config.command_line import npq

npq()
