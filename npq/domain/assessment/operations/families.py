"""What the scripts of a case family are compared with, and the end of all comparing on it: by who sets the case."""

from datetime import datetime
from hashlib import blake2b
from uuid import UUID

from npq.domain.assessment.kinds import (
    MOST_SOURCE_CHARACTERS,
    AlikeRefusal,
    JournalKind,
    SittingState,
    SourceKind,
    WindowKind,
)
from npq.domain.assessment.models import (
    CaseSalt,
    GivenSource,
    ScriptFingerprint,
    Sitting,
    Window,
    WindowComparison,
)
from npq.domain.assessment.operations.comparing import salt_of
from npq.domain.assessment.queries.comparing import Family, given_texts, windows_to_compare
from npq.domain.assessment.queries.setting import case_to_set
from npq.domain.assessment.rules.alike import USUAL
from npq.domain.assessment.rules.shingles import fingerprint, numbers_of, words_of
from npq.kernel import journal
from npq.kernel.operations import operation
from npq.kernel.refusals import Refusal
from npq.kernel.viewer import Viewer


@operation
def give_source(*, by: Viewer, at: datetime, case_id: UUID, kind: SourceKind, title: str, text: str) -> UUID:
    """Gives a text that scripts on a case's family are compared with; what was compared is compared with it too. Of
    the text nothing is kept but numbers, and the same text again is the same source.

    Raises NotFound for whoever does not set the case, and Refusal: FAMILY_FORGOTTEN, SOURCE_TOO_LONG (most),
    SOURCE_SAYS_TOO_LITTLE (least) where no passage of it could be shown.
    """
    family = Family.of(case_to_set(by, case_id))
    if len(text) > MOST_SOURCE_CHARACTERS:
        raise Refusal(AlikeRefusal.SOURCE_TOO_LONG, most=f"{MOST_SOURCE_CHARACTERS:,}")
    kept = salt_of(family, at)
    if kept.salt is None:
        raise Refusal(AlikeRefusal.FAMILY_FORGOTTEN)
    salt = bytes(kept.salt)
    digest = blake2b(" ".join(words_of(text)).encode(errors="surrogatepass"), key=salt, digest_size=32)
    same = GivenSource.objects.filter(salt=kept, digest=digest.hexdigest()).first()
    if same is not None:
        return same.id
    numbered = fingerprint(text, salt, numbers_of(given_texts(family), salt))
    if len(set(numbered.numbers)) < USUAL.shingles:
        raise Refusal(AlikeRefusal.SOURCE_SAYS_TOO_LITTLE, least=USUAL.shingles)
    source = GivenSource.objects.create(
        salt=kept,
        kind=kind.value,
        title=title.strip(),
        numbers=list(numbered.numbers),
        words=numbered.words,
        digest=digest.hexdigest(),
        given_by_id=by.own_id,
        given_at=at,
    )
    WindowComparison.objects.filter(window__case__in=family.cases).update(compared_at=None)
    journal.record(
        JournalKind.SOURCE_GIVEN, by=by, at=at, subject=("given_source", source.id), family=family.family
    )
    return source.id


@operation
def forget_family(*, by: Viewer, at: datetime, case_id: UUID) -> int:
    """Destroys what makes the texts on a case's family comparable: its salt, the numbers of every script and of every
    source. Gives how many scripts. No other salt is ever made for it, so nothing on it can be compared any more. What
    people decided, and the passages they decided by, stays as long as the scripts. A repeat does nothing.

    Raises NotFound for whoever does not set the case, and Refusal FAMILY_IN_USE while people may still write on it or
    what they wrote is not compared.
    """
    family = Family.of(case_to_set(by, case_id))
    kept = salt_of(family, at)
    if kept.salt is None:
        return 0
    if _is_in_use(family, at):
        raise Refusal(AlikeRefusal.FAMILY_IN_USE)
    scripts, _ = ScriptFingerprint.objects.filter(salt=kept).delete()
    GivenSource.objects.filter(salt=kept).update(numbers=None)
    CaseSalt.objects.filter(id=kept.id).update(salt=None, forgotten_at=at)
    journal.record(
        JournalKind.CASE_FAMILY_FORGOTTEN,
        by=by,
        at=at,
        subject=("case_salt", kept.id),
        family=family.family,
        scripts=scripts,
    )
    return scripts


def _is_in_use(family: Family, at: datetime) -> bool:
    """Whether anybody still writes on a family, or wrote on it and was not compared."""
    windows = Window.objects.filter(case__in=family.cases, kind=WindowKind.LIVE)
    to_come = Sitting.objects.filter(window__in=windows, state__in=[s.value for s in SittingState.standing()])
    waiting = set(windows.values_list("id", flat=True)).intersection(windows_to_compare())
    return windows.filter(closes_at__gt=at).exists() or to_come.exists() or bool(waiting)
