"""Jobs of a worker that died with them: no heartbeat for a while means dead."""

from typing import Any

from procrastinate.contrib.django import app

from npq.kernel.queue import MOST_TRIES

# One statement, so that two workers cannot both hand out the same job. A sweep is not handed out again: its next run
# does the same, and may be queued already.
_TAKE_BACK = """
WITH lost AS (
    SELECT job.id, job.queueing_lock IS NOT NULL OR job.attempts + 1 >= %(most_tries)s AS for_good
    FROM procrastinate_jobs AS job
    WHERE job.status = 'doing' AND NOT EXISTS (
        SELECT FROM procrastinate_workers AS worker
        WHERE worker.id = job.worker_id AND worker.last_heartbeat > now() - make_interval(secs => %(silence)s)
    )
    FOR UPDATE OF job SKIP LOCKED
)
UPDATE procrastinate_jobs AS job
SET status = CASE WHEN lost.for_good THEN 'failed' ELSE 'todo' END::procrastinate_job_status,
    attempts = job.attempts + 1,
    scheduled_at = NULL
FROM lost WHERE job.id = lost.id
RETURNING job.id, job.task_name, job.status::text
"""


async def take_back_lost_jobs(*, silence: float) -> list[dict[str, Any]]:
    """Queues again what workers silent for `silence` seconds were doing; gives id, task_name and status of each.

    A job that has been lost as often as a job may fail is given up.
    """
    rows: list[dict[str, Any]] = await app.connector.execute_query_all_async(
        _TAKE_BACK, silence=silence, most_tries=MOST_TRIES
    )
    return rows
