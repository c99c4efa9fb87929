"""Words for a conversation about a response, for its writer and for staff alike."""

from npq.domain.assessment.kinds import TalkQuestion

QUESTIONS: dict[TalkQuestion, str] = {
    TalkQuestion.HOW_WRITTEN: "How did you write this response, from the case to the last version?",
    TalkQuestion.PASSAGES: "How did these passages come into your response?",
    TalkQuestion.WORKED_WITH: "Did you work with anybody, or did anybody see your text before you submitted it?",
    TalkQuestion.NOTES: "What notes or sources did you have beside you?",
    TalkQuestion.ANYTHING_ELSE: "What else should we know?",
}
