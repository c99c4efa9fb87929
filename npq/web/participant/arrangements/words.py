"""Words for codes of access arrangements, as the person they are for reads them."""

from enum import StrEnum

from npq.domain.assessment.kinds import AccessRefusal, RequestState

ANSWERS: dict[RequestState, str] = {
    RequestState.ASKED: "{provider} has what you asked for, and answers it. You need not do anything.",
    RequestState.ANSWERED: "{provider} has answered it: what is agreed now is above.",
    RequestState.DECLINED: "{provider} has not agreed to it as you asked. Why is said in a conversation and kept nowhere here: ask them, and ask again when something has changed.",
    RequestState.WITHDRAWN: "You took it back.",
}

REFUSALS: dict[StrEnum, str] = {
    AccessRefusal.REQUEST_ASKS_NOTHING: "Select what you need",
    AccessRefusal.REQUEST_STANDS: "You have asked for something else already, and it is not answered yet. Take that back first",
}
