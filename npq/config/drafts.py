"""`npq course preview`: a course pack offered to the department before it is published."""

from pathlib import Path

from npq.config.troubles import Trouble
from npq.domain.catalogue.page import FileError, read_qualification
from npq.domain.learning.operations.drafting import offer_draft, remove_draft
from npq.domain.learning.packs.pack import Pack
from npq.kernel import clock
from npq.kernel.addresses import address
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer

BY = Viewer.system("npq course preview")


def offer(pack: Pack) -> str:
    """Offers a pack that was checked; says so. Raises Trouble, and then nothing was done."""
    try:
        draft = offer_draft(by=BY, at=clock.now(), pack=pack)
    except NotFound as error:
        raise _unknown(pack.qualification) from error
    return (
        f"{pack.title}, version {pack.version}, is offered as a draft. People of the department see it at "
        f"{address('preview-course', course_id=draft)}"
    )


def remove(folder: Path) -> str:
    """Removes the draft of the qualification in a folder; says so. Raises Trouble, and then nothing was done."""
    try:
        qualification = read_qualification(folder.resolve()).identifier
        removed = remove_draft(by=BY, at=clock.now(), qualification=qualification)
    except FileError as error:
        raise Trouble(str(error)) from error
    except NotFound as error:
        raise _unknown(folder.resolve().name) from error
    return "The draft is removed." if removed else "There is no draft, so there is nothing to remove."


def _unknown(qualification: str) -> Trouble:
    return Trouble(f"The qualification {qualification} is not published here; `npq publish` does that.")
