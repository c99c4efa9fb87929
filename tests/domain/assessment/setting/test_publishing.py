"""Setting an assessment: once for the same content, never changed again, and out of sight before its day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from npq.config.assessments import publish_all
from npq.domain.assessment.kinds import JournalKind, OpeningPurpose, RefusalCode, RetirementReason, WindowKind
from npq.domain.assessment.models import (
    AssessmentVersion,
    CaseExposure,
    CaseOpening,
    CaseRetirement,
    CaseVersion,
    Policy,
    Rubric,
)
from npq.domain.assessment.operations import case_log
from npq.domain.assessment.operations.case_log import open_case_as_staff
from npq.domain.assessment.operations.policies import decide_policy
from npq.domain.assessment.operations.setting import publish_assessment, retire_case
from npq.domain.assessment.packs.check import read_assessment
from npq.domain.assessment.queries.policies import policy_for, terms_of
from npq.domain.assessment.queries.privacy import held_about
from npq.domain.assessment.queries.provider import cases_to_set
from npq.domain.assessment.queries.setting import (
    case_to_set,
    cases_set,
    is_retired,
    opened_case,
    openings_of,
)
from npq.kernel import journal
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer
from tests import world
from tests.domain.assessment.packs.small import small_assessment
from tests.domain.learning.packs.small import NPQEL, rewrite
from tests.world import AT, BY

OUT = datetime(2026, 11, 16, tzinfo=UTC)
"""When the live case may be seen."""


@pytest.fixture
def root(tmp_path, db):
    world.qualification()
    return small_assessment(tmp_path)


@pytest.fixture
def dora(db) -> Viewer:
    return world.official()


def pack_in(root):
    pack, faults = read_assessment(root)
    assert faults == []
    return pack


def publish(root, **more):
    return publish_assessment(by=BY, at=AT, pack=pack_in(root), **more)


@pytest.fixture
def live(root) -> CaseVersion:
    publish(root)
    return CaseVersion.objects.get(identifier="quellmouth")


def test_a_pack_is_stored_as_it_was(root):
    pack = pack_in(root)
    version = AssessmentVersion.objects.get(id=publish(root))
    assert (version.digest, version.rubric.digest) == (pack.digest, pack.rubric.digest)
    assert version.policy["pass"] == {"no": 0, "at_least": 3}
    assert version.policy["boundary"] == {"from": 2, "to": 3, "near_zero": True}
    assert sorted(version.cases) == sorted(CaseVersion.objects.values_list("digest", flat=True))
    live = CaseVersion.objects.get(identifier="quellmouth")
    assert (live.family, live.variant, live.kind, live.not_before) == ("quellmouth", "a", "live", OUT)
    assert CaseVersion.objects.get(identifier="brackenholt").not_before is None
    (entry,) = journal.entries_about("assessment_version", version.id)
    assert entry.kind == JournalKind.ASSESSMENT_PUBLISHED
    assert "Quellmouth" not in str(entry.facts)


def test_the_same_again_changes_nothing(root):
    assert publish(root) == publish(root)
    assert (AssessmentVersion.objects.count(), CaseVersion.objects.count(), Rubric.objects.count()) == (
        1,
        2,
        1,
    )


def test_another_content_needs_another_version_and_keeps_what_is_the_same(root):
    publish(root)
    rewrite(root, "cases/quellmouth/case.md", "leads it", "led it")
    with pytest.raises(Refusal) as refused:
        publish(root)
    assert refused.value.code == RefusalCode.ASSESSMENT_VERSION_TAKEN
    rewrite(root, "assessment.toml", 'version = "1"', 'version = "2"')
    publish(root)
    assert CaseVersion.objects.filter(identifier="quellmouth").count() == 2
    assert CaseVersion.objects.filter(identifier="brackenholt").count() == 1
    assert Rubric.objects.count() == 1


def test_two_who_set_the_same_do_not_share_it(root, dora):
    provider = world.lead_provider()
    assert publish(root) != publish(root, set_by=provider)
    assert CaseVersion.objects.count() == 4
    assert len(cases_set(dora, NPQEL)) == len(cases_set(world.staff(provider), NPQEL)) == 2


def test_nothing_is_set_for_a_qualification_that_is_not_there(tmp_path, db):
    with pytest.raises(NotFound):
        publish(small_assessment(tmp_path))


def test_an_embargo_of_the_command_holds_back_longer_and_never_shorter(root):
    publish(root, embargo=date(2027, 6, 1))
    case = CaseVersion.objects.get(identifier="quellmouth")
    assert case.not_before == datetime(2027, 5, 31, 23, tzinfo=UTC)  # midnight in London
    publish(root, embargo=date(2026, 1, 1))
    assert CaseVersion.objects.get(identifier="quellmouth").not_before == case.not_before
    assert CaseVersion.objects.get(identifier="brackenholt").not_before is None


def test_an_embargo_that_comes_too_late_is_refused(root):
    publish(root)
    with pytest.raises(Refusal) as refused:
        publish(root, embargo=date(2027, 6, 1))
    assert refused.value.code == RefusalCode.EMBARGO_STANDS
    assert refused.value.facts == {"case": "quellmouth", "not_before": OUT}


@pytest.mark.parametrize(
    "model", [AssessmentVersion, CaseVersion, Rubric, CaseOpening, CaseRetirement, CaseExposure]
)
def test_nothing_that_was_set_or_seen_can_be_changed_or_deleted(live, dora, model):
    open_case_as_staff(by=dora, at=AT, case_id=live.id, purpose=OpeningPurpose.SETTING)
    retire_case(by=dora, at=AT, case_id=live.id, reason=RetirementReason.FAULTY)
    with transaction.atomic():
        case_log.expose_case(by=BY, at=AT, case_id=live.id, window_id=uuid4())
    rows = model.objects.all()
    assert rows.exists()
    field = next(f.name for f in model._meta.concrete_fields if f.name.endswith("_at"))
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(**{field: AT + timedelta(days=1)})
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()


def test_a_live_case_without_an_embargo_is_refused_by_the_database(live):
    with pytest.raises(DatabaseError, match="a_live_case_has_an_embargo"), transaction.atomic():
        CaseVersion.objects.create(
            qualification=live.qualification,
            identifier="x",
            family="x",
            variant="a",
            kind="live",
            title="X",
            digest="0" * 64,
            content={},
            for_markers={},
            published_at=AT,
        )


def test_staff_read_a_case_by_an_opening_that_was_written_down_before(live, dora):
    opening = open_case_as_staff(by=dora, at=AT, case_id=live.id, purpose=OpeningPurpose.SETTING)
    (row,) = CaseOpening.objects.all()
    assert (row.id, row.opened_by_id, row.purpose, row.opened_at) == (opening, dora.own_id, "setting", AT)
    read = opened_case(dora, opening, AT + timedelta(hours=7))
    assert "Quellmouth has 1,400 pupils." in read.paper.html
    assert "Two gates" in read.for_markers.notes
    assert read.until == AT + timedelta(hours=8)
    entry = journal.entries_about("case_version", live.id)[-1]
    assert (entry.kind, entry.by_person_id, entry.facts) == (
        JournalKind.CASE_OPENED_BY_STAFF,
        dora.own_id,
        {"purpose": "setting"},
    )
    assert [(one.by, one.purpose) for one in openings_of(dora, live.id)] == [(dora.own_id, "setting")]
    (held,) = held_about(dora, dora.own_id)
    assert held.id == opening


def test_an_opening_ends_and_is_nobody_elses(live, dora):
    opening = open_case_as_staff(by=dora, at=AT, case_id=live.id, purpose=OpeningPurpose.SETTING)
    for viewer, at in [
        (dora, AT + timedelta(hours=8)),
        (dora, AT - timedelta(seconds=1)),
        (world.official("Della Department"), AT),
        (Viewer.person(dora.own_id), AT),  # no longer with the department
    ]:
        with pytest.raises(NotFound):
            opened_case(viewer, opening, at)


def test_opening_again_is_the_same_opening_until_it_ends(live, dora):
    def opened(hours: float, purpose=OpeningPurpose.SETTING):
        at = OUT + timedelta(hours=hours)
        return open_case_as_staff(by=dora, at=at, case_id=live.id, purpose=purpose)

    first = opened(0)
    assert opened(7.9) == first
    assert opened(8) != first
    assert opened(1, OpeningPurpose.QUESTION) != first
    assert len(openings_of(dora, live.id)) == 3


def test_before_its_day_a_case_is_opened_for_setting_it_alone(live, dora):
    for purpose in set(OpeningPurpose) - {OpeningPurpose.SETTING}:
        with pytest.raises(Refusal) as refused:
            open_case_as_staff(by=dora, at=OUT - timedelta(seconds=1), case_id=live.id, purpose=purpose)
        assert refused.value.code == RefusalCode.CASE_UNDER_EMBARGO
        open_case_as_staff(by=dora, at=OUT, case_id=live.id, purpose=purpose)


def test_nobody_else_knows_of_a_case(live, dora):
    for viewer in (world.person("Amina Clarke"), world.staff(world.lead_provider()), BY, Viewer.visitor()):
        assert cases_set(viewer, NPQEL) == []
        for ask in (
            lambda v: case_to_set(v, live.id),
            lambda v: openings_of(v, live.id),
            lambda v: open_case_as_staff(by=v, at=AT, case_id=live.id, purpose=OpeningPurpose.SETTING),
            lambda v: retire_case(by=v, at=AT, case_id=live.id, reason=RetirementReason.EXPOSED),
        ):
            with pytest.raises(NotFound):
                ask(viewer)
    assert not CaseOpening.objects.exists()
    assert not CaseRetirement.objects.exists()


def test_a_case_that_became_known_takes_its_family_along(root, live, dora):
    retire_case(by=dora, at=AT, case_id=live.id, reason=RetirementReason.EXPOSED)
    retire_case(by=dora, at=AT, case_id=live.id, reason=RetirementReason.FAULTY)
    assert CaseRetirement.objects.get().reason == "exposed"
    rewrite(root, "assessment.toml", 'version = "1"', 'version = "2"')
    rewrite(root, "cases/quellmouth/case.md", "leads it", "led it")
    publish(root)
    rows = {(row.identifier, row.retired) for row in cases_set(dora, NPQEL)}
    assert rows == {("quellmouth", True), ("brackenholt", False)}


def test_a_faulty_case_goes_alone(root, live, dora):
    retire_case(by=dora, at=AT, case_id=live.id, reason=RetirementReason.FAULTY)
    rewrite(root, "assessment.toml", 'version = "1"', 'version = "2"')
    rewrite(root, "cases/quellmouth/case.md", "leads it", "led it")
    publish(root)
    mended = CaseVersion.objects.exclude(id=live.id).get(identifier="quellmouth")
    assert is_retired(live)
    assert not is_retired(mended)


def test_a_window_has_no_case_that_is_retired_or_too_early(live, dora):
    with transaction.atomic():
        case_log.require_may_be_set(case=live, opens_at=OUT)
    for opens_at, code in [
        (OUT - timedelta(seconds=1), RefusalCode.CASE_UNDER_EMBARGO),
        (OUT, RefusalCode.CASE_RETIRED),
    ]:
        if code is RefusalCode.CASE_RETIRED:
            retire_case(by=dora, at=AT, case_id=live.id, reason=RetirementReason.USED_ENOUGH)
        with pytest.raises(Refusal) as refused, transaction.atomic():
            case_log.require_may_be_set(case=live, opens_at=opens_at)
        assert refused.value.code == code


def test_a_window_makes_a_case_known_once(live, dora):
    window = uuid4()
    for _ in range(2):
        with transaction.atomic():
            case_log.expose_case(by=BY, at=AT, case_id=live.id, window_id=window)
    row = next(row for row in cases_set(dora, NPQEL) if row.id == live.id)
    assert row.windows == 1


def test_a_list_takes_as_many_queries_for_one_case_as_for_many(root, dora, django_assert_num_queries):
    publish(root)
    with django_assert_num_queries(1):
        assert len(cases_set(dora, NPQEL)) == 2


def test_a_provider_chooses_among_its_own_cases_and_the_departments(root, live, dora):
    provider, other = (
        world.lead_provider("Northlight Institute"),
        world.lead_provider("Meridian Leadership College"),
    )
    publish(root, set_by=other)
    staff = world.staff(provider)

    def offered(viewer, lead_provider, kind=WindowKind.LIVE) -> list:
        return [line.id for line in cases_to_set(viewer, lead_provider, NPQEL, kind)]

    assert offered(staff, provider) == [live.id]
    assert len(offered(world.staff(other), other)) == 2
    with pytest.raises(NotFound):
        offered(staff, other)
    retire_case(by=dora, at=AT, case_id=live.id, reason=RetirementReason.EXPOSED)
    assert offered(staff, provider) == []
    assert len(offered(staff, provider, WindowKind.REHEARSAL)) == 1


@pytest.mark.django_db
def test_our_own_assessments_are_published_as_they_stand():
    world.qualification()
    publish_all(by=BY, at=AT)
    ours = policy_for(None, NPQEL, AT.date())
    assert ours is not None
    other = replace(terms_of(ours), grace_minutes=60)
    decided = decide_policy(by=world.official(), at=AT, qualification=NPQEL, terms=other)
    publish_all(by=BY, at=AT + timedelta(days=1))
    assert {policy.id for policy in Policy.objects.all()} == {ours.id, decided}
    assert set(CaseVersion.objects.values_list("identifier", "kind")) == {
        ("larkmere", "live"),
        ("stennet-bay", "rehearsal"),
        ("wychcombe", "live"),
    }
    largest = max(len(str(case.content)) for case in CaseVersion.objects.all())
    assert largest < 100_000
