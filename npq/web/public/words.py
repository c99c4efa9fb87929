"""Words for codes, as anybody reads them."""

from enum import StrEnum

from npq.domain.catalogue.kinds import FundingMode, Phase
from npq.domain.people.kinds import RefusalCode as PeopleRefusal
from npq.domain.registration.kinds import RefusalCode
from npq.kernel.privacy import Kept

PHASES: dict[Phase, str] = {
    Phase.COMING: "Registration has not opened yet",
    Phase.OPEN: "Registration is open",
    Phase.CLOSED: "Registration is closed",
}

# What a place costs, in a line, where the page knows the cohort's policy.
COST_IF_COVERED: dict[FundingMode, str] = {
    FundingMode.FULL: "Nothing to the participant, where the funding covers them",
    FundingMode.CAPPED: "Nothing to the participant, where the funding covers them and the provider gives them one of its funded places",
    FundingMode.ZERO: "Places in this cohort are not funded: the participant or their employer pays",
}
COST_UNKNOWN = "The participant is told when they register whether the place is funded, and why"

# What a cohort's mode adds to a policy's own words.
FUNDING_MODES: dict[FundingMode, str] = {
    FundingMode.FULL: "",
    FundingMode.CAPPED: "Each provider has a limited number of funded places in this cohort, and decides who gets them.",
    FundingMode.ZERO: "The department pays for nobody who starts with this cohort. The participant agrees with their employer and the provider who pays.",
}
FUNDING_UNKNOWN = "Whether a place is paid for depends on where the participant works. They are told as soon as they have answered those questions in their registration, with the reason, and before they submit it."

NO_REGION = "Region not stated"

REFUSALS: dict[StrEnum, str] = {
    RefusalCode.LINK_NOT_VALID: "This link is not one of ours, or it was damaged on its way to you",
    RefusalCode.LINK_EXPIRED: "This link has run out",
    PeopleRefusal.ADDRESS_MOVED_ON: "Somebody else uses this email address now. Sign in again",
    PeopleRefusal.EMAIL_NOT_VERIFIED: "Your email address has not been checked yet. Confirm it, then sign in again",
    PeopleRefusal.DATE_OF_BIRTH_UNLIKELY: "Check your date of birth: it must be at least 16 years ago, and no more than 120",
    PeopleRefusal.SAME_PERSON_NOT_ASKED: "This question is not open any more. Sign in again",
}

# What is held about people, in the order in which they meet it: the model's label, and what it is to them.
HOLDINGS: dict[str, str] = {
    "registration.Interest": "If you asked to hear when registration opens",
    "sign_in.Account": "How you sign in",
    "people.Identity": "How we recognise your sign-in",
    "people.Person": "Who you are",
    "people.EmailChange": "If you change your email address",
    "registration.Draft": "A registration you have not submitted",
    "registration.Registration": "Your registration",
    "registration.Approval": "If you are somebody’s sponsor",
    "learning.LogEntry": "Your learning log, which only you read, and a coach where you share an entry",
    "learning.SharedEntry": "If somebody shares an entry of their learning log with you, as their coach",
    "learning.Message": "What a provider writes to you in its messages",
    "registration.StoppedAddress": "If you told us not to write to you",
    "email.KeptLetter": "Letters, in the demonstration only",
    "enrolment.TrainingReason": "If you take a break from the course, or leave it",
    "assessment.AccessArrangement": "What was agreed so that you can show what you know",
    "assessment.Script": "Your assessment response while you write it",
    "assessment.Revision": "Every version of your response that was saved",
    "assessment.Submission": "Your response as you handed it in",
    "assessment.WordFile": "A Word file that you gave us for your response",
    "assessment.SealedScript": "Your response as markers get it, without your name",
    "assessment.MarkedScript": "The same, as it is read from the database",
    "assessment.ScriptFingerprint": "Numbers made of the words of your response, to find passages it shares with others",
    "assessment.Likeness": "Passages that your response shares with another text",
    "assessment.Look": "What is to be talked over about your response",
    "assessment.Conversation": "A conversation about your response",
    "assessment.AccessRequest": "An access arrangement you asked for",
    "assessment.WritingDisplay": "How your writing is shown to you",
}
HELD_FIELDS: dict[str, str] = {
    "people.Identity.subject": "The name or number by which your sign-in is known",
    "registration.Draft.answers": "Your answers so far",
    "registration.Registration.provider_note": "What the provider wrote to you about its decision",
    "registration.Registration.employment_role": "Your role",
    "registration.Approval.comment": "What you wrote when you answered",
    "learning.LogEntry.text": "What you wrote",
    "learning.SharedEntry.coach_name": "Your name",
    "learning.SharedEntry.coach_email": "Your email address",
    "learning.Message.subject": "What the message is about",
    "learning.Message.body": "What the message says",
    "learning.Message.reach": "How you can answer it",
    "registration.StoppedAddress.digest": "A digest of your address: enough to recognise it, not enough to read it",
    "email.KeptLetter.to": "The address it went to",
    "email.KeptLetter.body": "What it said",
    "enrolment.TrainingReason.reason": "Why",
    "assessment.Script.content": "What you wrote",
    "assessment.Script.tools": "Which tools you say you used",
    "assessment.Script.tools_text": "What you say about them",
    "assessment.Revision.delta": "What you changed",
    "assessment.Revision.full": "What you wrote",
    "assessment.Submission.tools": "Which tools you say you used",
    "assessment.Submission.tools_text": "What you say about them",
    "assessment.WordFile.content": "The file",
    "assessment.WordFile.sections": "What was read of it",
    "assessment.WordFile.before": "What stood before the first answer in it",
    "assessment.SealedScript.content": "What you wrote",
    "assessment.MarkedScript.content": "What you wrote",
    "assessment.WritingDisplay.face": "Letters",
    "assessment.WritingDisplay.size": "Size",
    "assessment.WritingDisplay.spacing": "Spacing",
    "assessment.WritingDisplay.colours": "Colours",
    "assessment.AccessArrangement.extra_time_percent": "More time, in per cent",
    "assessment.AccessArrangement.rest_minutes_a_day": "Minutes of rest a day",
    "assessment.AccessArrangement.more_days": "More days",
    "assessment.AccessArrangement.formats": "How your papers are given to you",
    "assessment.AccessArrangement.spelling_not_judged": "That your spelling is not judged",
    "assessment.AccessArrangement.review_on": "When it is talked over again",
    "assessment.AccessArrangement.ends_on": "Its last day",
    "assessment.ScriptFingerprint.numbers": "The numbers",
    "assessment.Likeness.passages": "Where they stand",
    "assessment.Look.aside_text": "Why nothing was made of them",
    "assessment.Look.talk_where": "Where you are heard, or by what link",
    "assessment.Look.before_talk": "What you want to say before the conversation",
    "assessment.Conversation.held_on": "Its day",
    "assessment.Conversation.present_first": "Who was there",
    "assessment.Conversation.present_second": "Who else was there",
    "assessment.Conversation.asked_besides": "What you were asked besides the usual questions",
    "assessment.Conversation.said": "What you said",
    "assessment.AccessRequest.wants": "The arrangement you ask for",
}
KEPT: dict[Kept, str] = {
    Kept.WHILE_REGISTERED: "Who you are, and your registrations",
    Kept.NEVER_REGISTERED: "Who you are, if you never registered",
    Kept.DRAFT: "A registration you have not submitted",
    Kept.SPONSOR: "A sponsor’s name, address and comment",
    Kept.STOPPED_ADDRESS: "A digest of an address that wants no email from us",
    Kept.INTEREST: "An address that hears when registration opens",
    Kept.UNCONFIRMED_INTEREST: "An address that was not confirmed",
    Kept.LETTER: "Letters we keep to show in the demonstration",
    Kept.SIGN_IN: "How you signed in",
    Kept.LEARNING_LOG: "What you write in your learning log",
    Kept.MESSAGE: "What a provider writes to you in its messages",
    Kept.COACH: "A coach’s name and address",
    Kept.TRAINING_REASON: "Why you took a break, or left the course",
    Kept.ACCESS: "What was agreed so that you can show what you know",
    Kept.ACCESS_REQUEST: "An arrangement you asked for",
    Kept.SCRIPT: "Your assessment response",
    Kept.CONVERSATION: "What was said in a conversation about your response",
    Kept.DISPLAY: "How you want to see what you write",
}
