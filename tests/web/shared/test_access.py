"""Who gets through which door."""

import pytest
from django.http import HttpResponse

from npq.web.shared import access, middleware
from npq.web.shared.access import Audience, page
from tests.web.shared import dom

INSIDE = {
    # audience:             visitor, participant, provider staff, official
    Audience.PUBLIC: (200, 200, 200, 200),
    Audience.SPONSOR: (200, 200, 200, 200),
    Audience.COACH: (200, 200, 200, 200),
    Audience.SIGNED_IN: (303, 200, 200, 200),
    Audience.PROVIDER: (303, 404, 200, 404),
    Audience.DEPARTMENT: (303, 404, 404, 200),
    Audience.STAFF: (303, 404, 200, 200),
    Audience.DEMONSTRATION: (404, 404, 404, 404),
}
VIEWERS = (None, "participant", "provider_staff", "official")
DOORS = [
    (audience, who, status)
    for audience, row in INSIDE.items()
    for who, status in zip(VIEWERS, row, strict=True)
]


@pytest.mark.django_db
@pytest.mark.parametrize(("audience", "who", "status"), DOORS)
def test_a_door_lets_in_those_it_is_for(audience, who, status, visit, sign_in_as, request):
    if who:
        sign_in_as(request.getfixturevalue(who))
    assert visit.get(f"/for/{audience}").status_code == status


def test_every_audience_but_machines_is_tried_here():
    assert set(INSIDE) == set(Audience) - {Audience.MACHINE}


def test_the_demonstration_opens_its_own_door(visit, settings):
    settings.DEMONSTRATION = True
    assert visit.get("/for/demonstration").status_code == 200


def test_a_stranger_is_sent_to_sign_in_and_back_again(visit):
    answer = visit.get("/for/signed_in?page=2")
    assert answer["Location"] == "/sign-in?next=%2Ffor%2Fsigned_in%3Fpage%3D2"


def test_after_a_form_one_comes_back_to_its_page_without_what_was_sent(visit):
    answer = visit.post("/for/signed_in?draft=1", {"name": "Ada"})
    assert answer["Location"] == "/sign-in?next=%2Ffor%2Fsigned_in"


def test_the_audience_is_declared_on_the_page():
    @page(Audience.PROVIDER)
    def view(request) -> HttpResponse:
        return HttpResponse()

    assert view.audience is Audience.PROVIDER
    assert view.__name__ == "view"


def test_a_page_is_not_a_door_for_machines():
    with pytest.raises(ValueError, match=r"npq\.api"):
        page(Audience.MACHINE)


def test_a_page_answers_only_the_methods_it_declares(visit):
    answer = visit.get("/only-send")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert visit.post("/only-send").status_code == 303
    assert visit.delete("/form").status_code == 405
    assert visit.head("/form").status_code == 200


def test_what_is_not_there_and_what_is_not_yours_look_the_same(visit, sign_in_as, participant):
    sign_in_as(participant)
    not_yours, not_there = visit.get("/for/provider"), visit.get("/not-found")
    assert not_yours.status_code == not_there.status_code == 404
    assert words(not_yours) == words(not_there)


def words(answer: HttpResponse) -> str:
    return dom.words(dom.page(answer.content.decode()))


def test_nobody_is_looked_up_for_a_public_page_without_a_session(visit, monkeypatch):
    monkeypatch.setattr(middleware, "viewer_for_account", lambda account: pytest.fail("looked up"))
    assert visit.get("/form").status_code == 200


def test_pages_for_somebody_are_kept_nowhere(visit, sign_in_as, participant):
    assert visit.get("/for/sponsor")["Cache-Control"] == "no-store"
    assert visit.get("/form")["Cache-Control"] == "no-cache"
    sign_in_as(participant)
    assert visit.get("/for/signed_in")["Cache-Control"] == "no-store"
    assert visit.get("/form")["Cache-Control"] == "no-store"


def test_search_engines_do_not_keep_a_sponsors_page(visit):
    assert visit.get("/for/sponsor")["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in visit.get("/form")


def test_roles_open_the_doors_named_for_them():
    assert set(access.ROLES) == {Audience.PROVIDER, Audience.DEPARTMENT, Audience.STAFF}
