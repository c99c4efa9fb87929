"""Makes the schedule and the jobs of this package known to the queue, which looks for modules of this name."""

from npq.jobs.schedule import register
from npq.jobs.upgrades import move_studies_now

__all__ = ["move_studies_now"]

register()
