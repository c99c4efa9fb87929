"""Assessment packs at the command line."""

from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from npq.config.troubles import Trouble
from npq.domain.assessment.kinds import RefusalCode
from npq.domain.assessment.packs.check import read_assessment
from npq.domain.assessment.packs.pack import Assessment, Case
from npq.domain.catalogue.page import FileError
from npq.kernel import clock, dates
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer

BY = Viewer.system("npq assessment publish")
COLUMNS = ("kind", "variant", "documents", "charts", "questions", "answers")


def check(folder: Path) -> tuple[list[str], str]:
    """The faults of the pack in a folder, and a table of what is in it where there are none."""
    pack, faults = read_assessment(folder.resolve())
    return [str(fault) for fault in faults], contents(pack) if pack else ""


def contents(pack: Assessment) -> str:
    """What is in a pack, a line a case, and nothing of what a case says."""
    width = max(len(case.id) for case in pack.cases)
    lines = [f"{pack.title}, version {pack.version}", "", _line("", COLUMNS, width)]
    lines += [_line(case.id, _row(case), width) for case in pack.cases]
    policy = pack.policy
    most = policy.criteria * (policy.levels - 1)
    rule = f"A pass: no level {policy.passes.no}, and at least {policy.passes.at_least} of {most}."
    return "\n".join([*lines, "", f"Up to {policy.word_limit:,} words, {policy.criteria} criteria. {rule}"])


def publish(pack: Assessment, embargo: date | None, provider: str | None) -> str:
    """Publishes a pack that was checked; says so. Raises Trouble, and then nothing was done."""
    from npq.config.lead_providers import lead_provider_named
    from npq.domain.assessment.operations.policies import decide_policy
    from npq.domain.assessment.operations.setting import publish_assessment

    set_by = lead_provider_named(provider)[1] if provider else None
    at = clock.now()
    try:
        publish_assessment(by=BY, at=at, pack=pack, embargo=embargo, set_by=set_by)
        decide_policy(by=BY, at=at, qualification=pack.qualification, lead_provider_id=set_by)
    except NotFound as error:
        says = f"The qualification {pack.qualification} is not published here; `npq publish` does that."
        raise Trouble(says) from error
    except Refusal as refusal:
        raise Trouble(_in_words(refusal)) from refusal
    return f"{pack.title}, version {pack.version}, is published with {len(pack.cases)} cases."


def publish_all(*, by: Viewer, at: datetime) -> None:
    """Publishes every pack in the folder of assessments, as set by the department. Raises FileError with a fault."""
    from npq.domain.assessment.operations.policies import decide_policy
    from npq.domain.assessment.operations.setting import publish_assessment

    for file in sorted(settings.ASSESSMENTS.glob("*/assessment.toml")):
        pack, faults = read_assessment(file.parent, settings.COURSES / file.parent.name)
        if pack is None:
            raise FileError(f"{file.parent}/{faults[0]}")
        publish_assessment(by=by, at=at, pack=pack)
        # What holds where a provider has decided nothing of its own.
        decide_policy(by=by, at=at, qualification=pack.qualification)


def _in_words(refusal: Refusal) -> str:
    facts = refusal.facts
    match refusal.code:
        case RefusalCode.ASSESSMENT_VERSION_TAKEN:
            return (
                f"Version {facts['version']} is published with another content. Give this one a new version in "
                "assessment.toml."
            )
        case RefusalCode.EMBARGO_STANDS:
            day = facts["not_before"]
            since = f"may be seen from {dates.day(day)}" if isinstance(day, date) else "may be seen at once"
            return f"The case {facts['case']} is published and {since}: that cannot be made later any more."
    return f"It was refused: {refusal.code.value}."


def _row(case: Case) -> list[str]:
    documents = case.paper.documents
    return [
        case.kind.value,
        case.variant,
        str(len(documents)),
        str(sum(document.chart is not None for document in documents)),
        str(len(case.paper.questions)),
        str(len(case.for_markers.answers)),
    ]


def _line(name: str, figures: tuple[str, ...] | list[str], width: int) -> str:
    return f"{name:<{width}}" + "".join(f"{figure:>11}" for figure in figures)
