"""What somebody tries out in a preview: kept in their session, for one course at a time, and nowhere else."""

import msgspec

from npq.domain.learning.queries.preview import Previewed
from npq.domain.learning.trial import Trial
from npq.web.shared.pages import Request

KEY = "course-trial"


def trial_of(request: Request, course: Previewed) -> Trial:
    """What was tried out in this course; nothing, where that was another course, or other content of this one."""
    try:
        trial = msgspec.convert(request.session.get(KEY), Trial)
    except msgspec.ValidationError:
        return Trial(course.digest)
    return trial if trial.digest == course.digest else Trial(course.digest)


def keep(request: Request, trial: Trial) -> None:
    """Remembers it while the session lasts, in the place of whatever was tried out before."""
    request.session[KEY] = msgspec.to_builtins(trial)


def forget(request: Request) -> None:
    """Everything is as before it was tried out."""
    request.session.pop(KEY, None)
