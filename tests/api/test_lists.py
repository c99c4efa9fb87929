"""Pages, filters and order of GET /npq-applications."""

from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from npq.api.parameters import FILTER_NOT_VALID, NOT_PARTICIPANTS, PAGE_NOT_POSITIVE
from npq.domain.enrolment.queries.applications import applications_json
from npq.domain.people.operations import change_details
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer
from tests import world
from tests.api.conftest import APPLICATIONS, System
from tests.each import each
from tests.world import AT

NOT_A_DATE = "The filter '#/updated_since' must be a valid ISO 8601 date"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def three(northlight: System) -> list[UUID]:
    """Three people's applications, one a minute."""
    return [
        world.registration(world.person(name), northlight.provider, at=AT + number * MINUTE)
        for number, name in enumerate(["Ada Ash", "Ben Birch", "Cora Cedar"])
    ]


def refused(system: System, query: str, detail: str) -> None:
    answer = system.call("GET", f"{APPLICATIONS}?{query}")
    assert answer.status == 400
    assert answer.json == {"errors": [{"title": "Bad request", "detail": detail}]}


class TestPages:
    def test_first_come_first(self, northlight: System, three: list[UUID]):
        answer = northlight.get()
        assert answer.ids == three
        assert list(answer.json) == ["data"]

    def test_a_page_and_the_next(self, northlight: System, three: list[UUID]):
        assert northlight.get(per_page=2).ids == three[:2]
        assert northlight.get(per_page=2, page=2).ids == three[2:]
        assert northlight.get(page=1).ids == three

    @each("far", ["2", "1000", "9223372036854775807", "9" * 40])
    def test_past_the_end_there_is_nothing(self, northlight: System, three: list[UUID], far: str):
        answer = northlight.get(page=far)
        assert (answer.status, answer.content) == (200, b'{"data":[]}')

    @pytest.mark.parametrize("size", ["3000", "3001", "100000", "9" * 40])
    def test_a_size_too_large_is_cut_down(
        self, northlight: System, three: list[UUID], size: str, monkeypatch
    ):
        asked = []
        monkeypatch.setattr(
            "npq.api.v3.applications.applications_json",
            lambda viewer, **asked_for: asked.append(asked_for["per_page"]) or b'{"data":[]}',
        )
        assert northlight.get(per_page=size).status == 200
        assert asked == [3000]

    @each("wrong", ["0", "-1", "abc", "1.5", "", "00", "1e3", "٣", "1;2"])
    def test_anything_but_a_positive_number_is_refused(self, northlight: System, wrong: str):
        for parameter in ("page[page]", "page[per_page]"):
            refused(northlight, f"{parameter}={wrong}", PAGE_NOT_POSITIVE)

    def test_the_default_is_a_hundred(self, northlight: System, three: list[UUID], monkeypatch):
        asked = {}
        monkeypatch.setattr(
            "npq.api.v3.applications.applications_json",
            lambda viewer, **asked_for: asked.update(asked_for) or b'{"data":[]}',
        )
        northlight.get()
        assert (asked["page"], asked["per_page"]) == (1, 100)

    def test_one_statement_however_many_rows(self, northlight: System, three: list[UUID], monkeypatch):
        statements = []
        execute = psycopg.Cursor.execute

        def counted(cursor, statement, *args, **kwargs):
            statements.append(statement)
            return execute(cursor, statement, *args, **kwargs)

        monkeypatch.setattr(psycopg.Cursor, "execute", counted)
        viewer = Viewer.machine(uuid4(), northlight.provider)
        for size in (1, 3):
            del statements[:]
            applications_json(
                viewer, per_page=size, updated_since=AT, cohorts=[2026], sort=[("updated_at", True)]
            )
            assert len(statements) == 1

    def test_a_viewer_without_a_provider_has_no_list(self, three: list[UUID]):
        for nobody in (Viewer.visitor(), world.person("Zed Stranger"), Viewer.system("job")):
            with pytest.raises(NotFound):
                applications_json(nobody)


class TestCohorts:
    @pytest.fixture
    def cohorts(self, northlight: System, amina: Viewer) -> dict[str, UUID]:
        found = {}
        for cohort in ("2026a", "2026b", "2027a"):
            world.cohort(cohort)
            world.offer(northlight.provider, in_cohort=cohort)
            found[cohort] = world.registration(amina, northlight.provider, in_cohort=cohort)
        return found

    @each(
        ("asked", "found"),
        [
            ("2026", {"2026a", "2026b"}),
            ("2027", {"2027a"}),
            ("2026,2027", {"2026a", "2026b", "2027a"}),
            (" 2027 , 2030", {"2027a"}),
            ("2030", set()),
            ("2026b", set()),
            ("abc", set()),
            ("99999999999999999999", set()),
            ("", {"2026a", "2026b", "2027a"}),
            ("  ", {"2026a", "2026b", "2027a"}),
        ],
    )
    def test_start_years(self, northlight: System, cohorts: dict[str, UUID], asked: str, found: set[str]):
        assert set(northlight.get(cohort=asked).ids) == {cohorts[cohort] for cohort in found}

    def test_with_other_filters(self, northlight: System, cohorts: dict[str, UUID]):
        narrowed = {"cohort": "2026", "updated_since": "2026-11-02T09:30:00Z", "per_page": 1, "page": 2}
        assert len(northlight.get(**narrowed).ids) == 1


class TestUpdatedSince:
    def test_the_moment_itself_is_inside(self, northlight: System, three: list[UUID]):
        assert northlight.get(updated_since="2026-11-02T09:31:00Z").ids == three[1:]
        assert northlight.get(updated_since="2026-11-02T09:31:01Z").ids == three[2:]
        assert northlight.get(updated_since="2026-11-02T09:33:00Z").ids == []

    def test_a_change_to_the_person_counts(self, northlight: System, three: list[UUID], amina: Viewer):
        own = world.registration(amina, northlight.provider)
        change_details(
            by=amina,
            at=AT + timedelta(days=2),
            full_name="Amina Osei",
            date_of_birth=None,
            teacher_reference_number="",
        )
        found = northlight.get(updated_since="2026-11-04T09:30:00Z")
        assert found.ids == [own]
        assert found.data[0]["attributes"]["updated_at"] == "2026-11-04T09:30:00Z"

    def test_what_a_client_was_told_last_time_finds_the_same_again(self, northlight: System, amina: Viewer):
        at = AT.replace(microsecond=999_999)
        application = world.registration(amina, northlight.provider, at=at)
        told = northlight.show(application).attributes["updated_at"]
        assert northlight.get(updated_since=told).ids == [application]

    @each(
        "moment",
        [
            "2026-11-02T09:31:00Z",
            "2026-11-02T09:31:00.000Z",
            "2026-11-02t09:31:00z",
            "2026-11-02T09:31:00",
            "2026-11-02T10:31:00%2B01:00",
            "2026-11-02T10:31:00%252B01:00",
            "2026-11-02T10:31:00+01:00",
            "2026-11-02T10:31:00%2B0100",
            "2026-11-02T10:31:00%2B01",
            "2026-11-02T08:31:00-01:00",
            "2026-11-02T09%3A31%3A00Z",
            "2026-11-02T09%253A31%253A00Z",
        ],
    )
    def test_ways_to_write_it(self, northlight: System, three: list[UUID], moment: str):
        answer = northlight.call("GET", f"{APPLICATIONS}?filter[updated_since]={moment}")
        assert answer.ids == three[1:]

    def test_a_day_is_its_first_moment(self, northlight: System, three: list[UUID]):
        assert northlight.get(updated_since="2026-11-02").ids == three
        assert northlight.get(updated_since="2026-11-03").ids == []

    @each(
        "wrong",
        ["yesterday", "2026-13-01", "2026-02-30", "02/11/2026", "2026-11-02T25:00:00Z", "1", "2026-11-02 x",
         "0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00", "20261102", "%00"],
    )  # fmt: skip
    def test_anything_else_is_refused(self, northlight: System, wrong: str):
        refused(northlight, f"filter[updated_since]={wrong}", NOT_A_DATE)

    def test_a_list_of_moments_is_refused(self, northlight: System):
        refused(northlight, "filter[updated_since][]=2026-11-02T09:31:00Z", NOT_A_DATE)

    def test_blank_does_not_narrow(self, northlight: System, three: list[UUID]):
        assert northlight.get(updated_since="").ids == three


class TestParticipants:
    def test_one_and_several(self, northlight: System, three: list[UUID]):
        participants = [one["attributes"]["participant_id"] for one in northlight.get().data]
        assert northlight.get(participant_id=participants[1]).ids == [three[1]]
        assert northlight.get(participant_id=participants[1].upper()).ids == [three[1]]
        assert northlight.get(participant_id=f"{participants[2]},{participants[0]}").ids == [
            three[0],
            three[2],
        ]
        assert northlight.get(participant_id=str(uuid4())).ids == []
        assert northlight.get(participant_id="").ids == three

    @each("wrong", ["1", "abc", f"{UUID(int=1)},x", f"{UUID(int=1)}, {UUID(int=2)}", ",", "1" * 32])
    def test_anything_else_is_refused(self, northlight: System, wrong: str):
        refused(northlight, f"filter[participant_id]={wrong}", NOT_PARTICIPANTS)

    def test_it_must_be_one_text(self, northlight: System):
        refused(northlight, f"filter[participant_id][]={uuid4()}", NOT_PARTICIPANTS)


class TestFilter:
    @each("query", ["filter=", "filter=2026", "filter", "filter[]=2026", "filter=&filter[cohort]=2026"])
    def test_it_must_name_what_it_filters(self, northlight: System, query: str):
        refused(northlight, query, FILTER_NOT_VALID)

    @each("query", ["filter[colour]=red", "filter[cohort][]=2030", "colour=red", "page=2", "filters=x"])
    def test_what_nobody_knows_is_passed_over(self, northlight: System, three: list[UUID], query: str):
        assert northlight.call("GET", f"{APPLICATIONS}?{query}").ids == three


class TestSort:
    @each(
        ("sort", "order"),
        [
            ("created_at", [0, 1, 2]),
            ("%2Bcreated_at", [0, 1, 2]),
            ("+created_at", [0, 1, 2]),
            ("-created_at", [2, 1, 0]),
            ("", [0, 1, 2]),
            ("colour", [0, 1, 2]),
            ("-colour,-created_at", [2, 1, 0]),
            ("colour;drop table x", [0, 1, 2]),
            ("updated_at", [1, 2, 0]),
            ("-updated_at", [0, 2, 1]),
            ("cohort,-updated_at", [0, 2, 1]),
            ("status,-created_at", [2, 1, 0]),
            ("-status,-updated_at", [0, 2, 1]),
            ("course_identifier,employer_name,-created_at", [2, 1, 0]),
        ],
    )
    def test_orders(self, northlight: System, three: list[UUID], sort: str, order: list[int]):
        changed = northlight.get().data[0]["attributes"]["participant_id"]
        change_details(
            by=Viewer.person(UUID(changed)),
            at=AT + timedelta(days=1),
            full_name="Ada Oak",
            date_of_birth=None,
            teacher_reference_number="",
        )
        answer = northlight.call("GET", f"{APPLICATIONS}?sort={sort}")
        assert answer.ids == [three[place] for place in order]

    def test_pages_follow_the_order(self, northlight: System, three: list[UUID]):
        pages = [northlight.get(sort="-created_at", per_page=1, page=number).ids for number in (1, 2, 3)]
        assert pages == [[three[2]], [three[1]], [three[0]]]

    def test_what_came_at_one_moment_stands_still(self, northlight: System):
        ids = [world.registration(world.person(), northlight.provider) for _ in range(4)]
        assert northlight.get().ids == sorted(ids)
        assert [northlight.get(per_page=1, page=page).ids[0] for page in (1, 2, 3, 4)] == sorted(ids)
