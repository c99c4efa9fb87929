"""Why something of the assessment stays as it is."""

from enum import StrEnum


class RefusalCode(StrEnum):
    ASSESSMENT_VERSION_TAKEN = "assessment_version_taken"
    EMBARGO_STANDS = "embargo_stands"
    CASE_UNDER_EMBARGO = "case_under_embargo"
    CASE_RETIRED = "case_retired"
    WRITING_OVER = "writing_over"
    SCRIPT_HANDED_IN = "script_handed_in"
    SECTION_TOO_LONG = "section_too_long"
    NOTHING_WRITTEN = "nothing_written"
    NOT_STATED_AS_OWN = "not_stated_as_own"
    TOOLS_TOO_LONG = "tools_too_long"
    WORDS_OVER_LIMIT = "words_over_limit"
    VERSIONS_TO_CHOOSE = "versions_to_choose"
    WORD_FILE_UNREADABLE = "word_file_unreadable"
    WRITTEN_MEANWHILE = "written_meanwhile"
    TOO_MANY_FILES = "too_many_files"
    DISPLAY_OUT_OF_BOUNDS = "display_out_of_bounds"
    IDENTIFYING_WORDS = "identifying_words"


class WindowRefusal(StrEnum):
    """Why a window, a sitting or a deadline stays as it is."""

    NO_POLICY = "assessment_no_policy"
    POLICY_IS_PAST = "assessment_policy_is_past"
    POLICY_OUT_OF_BOUNDS = "assessment_policy_out_of_bounds"
    POLICY_CHANGED_MEANWHILE = "assessment_policy_changed_meanwhile"
    WINDOW_CHANGED_MEANWHILE = "window_changed_meanwhile"
    INCIDENT_NOTED_MEANWHILE = "incident_noted_meanwhile"
    WINDOW_IS_OVER = "window_is_over"
    WINDOW_HAS_OPENED = "window_has_opened"
    WINDOW_OPENS_TOO_LATE = "window_opens_too_late"
    WINDOW_ENDS_BEFORE_IT_BEGINS = "window_ends_before_it_begins"
    WINDOWS_OVERLAP = "windows_overlap"
    CLINIC_OUTSIDE_WINDOW = "clinic_outside_window"
    CASE_IS_OF_ANOTHER_KIND = "case_is_of_another_kind"
    CASE_NOT_READY = "case_not_ready_for_window"
    NOT_READY_TO_SIT = "not_ready_to_sit"
    SITS_ELSEWHERE = "sits_elsewhere"
    SITTING_OVER = "sitting_over"
    NO_LATER_WINDOW = "no_later_window"
    EXTENSION_TOO_LONG = "extension_too_long"
    DEADLINE_NOT_LATER = "deadline_not_later"
    ARRANGEMENT_GIVES_NOTHING = "arrangement_gives_nothing"
    ARRANGEMENT_OUT_OF_BOUNDS = "arrangement_out_of_bounds"


class AccessRefusal(StrEnum):
    """Why what is agreed for somebody, or asked for, stays as it is."""

    ARRANGEMENT_CHANGED = "arrangement_changed_meanwhile"
    REQUEST_ASKS_NOTHING = "access_request_asks_nothing"
    REQUEST_STANDS = "access_request_stands"
    REQUEST_SETTLED = "access_request_settled"


class AlikeRefusal(StrEnum):
    """Why a script that shares passages stays as it is."""

    LOOK_MOVED_ON = "look_moved_on"
    REASON_TOO_LONG = "look_reason_too_long"
    REASON_MISSING = "look_reason_missing"
    TALK_IS_PAST = "talk_is_past"
    TALK_TO_COME = "talk_to_come"
    TALK_BEFORE_HOLD = "talk_before_hold"
    TWO_WERE_THERE = "two_were_there"
    NOTHING_ASKED = "nothing_asked"
    NOTHING_SAID = "nothing_said"
    SAID_TOO_LONG = "said_too_long"
    ANOTHER_CONFIRMS = "another_confirms"
    OUTCOME_CHANGED_MEANWHILE = "outcome_changed_meanwhile"
    SOURCE_SAYS_TOO_LITTLE = "source_says_too_little"
    SOURCE_TOO_LONG = "source_too_long"
    FAMILY_IN_USE = "case_family_in_use"
    FAMILY_FORGOTTEN = "case_family_forgotten"
