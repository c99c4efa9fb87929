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


class WindowRefusal(StrEnum):
    """Why a window, a sitting or a deadline stays as it is."""

    NO_POLICY = "assessment_no_policy"
    POLICY_IS_PAST = "assessment_policy_is_past"
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
