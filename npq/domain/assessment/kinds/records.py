"""What is queued, and what the journal says, of the assessment."""

from enum import StrEnum


class Task(StrEnum):
    TELL_OF_WINDOW = "assessment.tell_of_window"
    TELL_DEADLINE = "assessment.tell_deadline"
    TELL_MISSED = "assessment.tell_missed"
    TELL_MOVED = "assessment.tell_moved"
    SEND_RECEIPT = "assessment.send_receipt"


class JournalKind(StrEnum):
    ASSESSMENT_PUBLISHED = "assessment_published"
    CASE_OPENED_BY_STAFF = "case_opened_by_staff"
    CASE_EXPOSED = "case_exposed"
    CASE_RETIRED = "case_retired"
    WRITING_BEGUN = "writing_begun"
    SCRIPT_SUBMITTED = "script_submitted"
    SUBMISSION_WITHDRAWN = "submission_withdrawn"
    SEND_AT_DEADLINE_CHOSEN = "send_at_deadline_chosen"
    WORD_FILE_TAKEN = "word_file_taken"
    SCRIPTS_SEALED = "scripts_sealed"
    POLICY_DECIDED = "assessment_policy_decided"
    WINDOW_MADE = "window_made"
    WINDOW_CHANGED = "window_changed"
    SITTING_ENTERED = "sitting_entered"
    SITTING_OPENED = "sitting_opened"
    SITTING_MOVED = "sitting_moved"
    SITTING_MISSED = "sitting_missed"
    SITTING_REMINDED = "sitting_reminded"
    DEADLINE_MOVED = "deadline_moved"
    ACCESS_AGREED = "access_arrangement_agreed"
    ACCESS_ENDED = "access_arrangement_ended"
