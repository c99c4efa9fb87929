"""A sign-in that waits for its code: begun in one request, found again in a later one."""

from typing import Any

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.stages import LoginByCodeStage, LoginStageController

from npq.web.shared.pages import Request

ASKED_AT = "asked_at"


def begin(request: Request, account: Any) -> None:
    """Sends a code to the account's address and waits for it in this browser. Raises LetterNotSent."""
    process = LoginCodeVerificationProcess.initiate(request=request, user=account, email=account.email)
    process.state[ASKED_AT] = request.at.timestamp()
    process.persist()


def under_way(request: Request) -> LoginCodeVerificationProcess | None:
    """The sign-in that waits here; None where there is none, its time is over, or its account was tidied away."""
    if request.user.is_authenticated:
        return None
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    process = LoginCodeVerificationProcess.resume(stage) if stage else None
    if process is None:
        return None
    if process.user is None or _is_over(process, request):
        process.abort()
        return None
    return process


def _is_over(process: LoginCodeVerificationProcess, request: Request) -> bool:
    """Whether the code is too old by the service's clock. The library goes by the machine's, which may be behind."""
    now = request.at.timestamp()
    return bool(now - process.state.get(ASKED_AT, now) > process.timeout)
