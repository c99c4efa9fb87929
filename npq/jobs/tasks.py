"""Makes the schedule known to the queue, which looks for modules of this name."""

from npq.jobs.schedule import register

register()
