from enum import StrEnum


class JournalKind(StrEnum):
    JOB_REFUSED = "job_refused"
