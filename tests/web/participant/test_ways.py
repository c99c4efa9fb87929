"""Going about the journey: back, change, ahead, away and back again, and in two tabs at once."""

from npq.domain.registration.models import Draft
from npq.gateways.sign_in.models import Account
from tests.web.participant.walk import ANSWERS, CHECK, START, answer, begin, draft, name_of, walk
from tests.web.visitor import Visitor


class TestGoingAboutIt:
    def test_back_leads_to_the_question_before(self, newcomers):
        page = begin(newcomers)
        assert page.back == START
        before = page.path
        while name_of(page) != CHECK:
            page = answer(page)
            assert page.back == before
            before = page.path

    def test_jumping_ahead_leads_to_what_is_still_open(self, newcomers):
        begin(newcomers)
        for name in ("notice", "provider", CHECK, "no-such-question", "payer"):
            assert name_of(newcomers.open(f"{START}/{name}")) == "england"

    def test_before_the_start_every_question_leads_to_the_start(self, newcomers):
        for name in ("england", "notice", CHECK):
            assert newcomers.open(f"{START}/{name}").path == START

    def test_an_answer_to_a_question_that_has_to_wait_again_is_kept(self, newcomers):
        page = walk(newcomers, "name")
        newcomers.open(f"{START}/setting").send(setting="early_years_or_childcare")
        after = page.send(ANSWERS["name"])
        assert name_of(after) == "nursery"
        assert draft().answers["full_name"] == "Amina Clarke"

    def test_change_leads_there_and_back(self, newcomers):
        check = walk(newcomers)
        assert set(check.changes) == set(check.rows) - {"Course", "Funding", "Who gets your details"}
        assert check.changes["Email address"] == "/account/email"
        assert check.links["See why funding"] == f"{START}/funding"
        page = newcomers.open(check.changes["Sponsor"])
        assert page.back == f"{START}/{CHECK}"
        assert page.holds("sponsor_name") == ["Grace Adeyemi"]
        after = page.send(sponsor_name="Grace Adeyemi-Osei")
        assert name_of(after) == CHECK
        assert after.rows["Sponsor"] == "Grace Adeyemi-Osei (chair of trustees)"

    def test_another_provider_has_the_notice_read_again(self, newcomers, northlight, meridian):
        check = walk(newcomers, provider={"lead_provider": str(northlight)})
        provider = newcomers.open(check.changes["Provider"])
        assert name_of(provider.send(lead_provider=northlight)) == CHECK
        notice = provider.send(lead_provider=meridian)
        assert name_of(notice) == "notice"
        assert "Meridian Leadership College" in notice.rows
        assert name_of(answer(notice)) == CHECK

    def test_a_change_that_raises_new_questions_asks_them(self, newcomers):
        check = walk(newcomers)
        page = newcomers.open(check.changes["Work in England"]).send(works_in_england="no")
        assert name_of(page) == "employer"
        assert name_of(answer(page)) == "funding"

    def test_answers_are_kept_for_another_device_and_another_day(self, newcomers, clock):
        walk(newcomers, "sponsor")
        account = newcomers.session["_auth_user_id"]
        clock.move(days=2)
        elsewhere = Visitor()
        elsewhere.force_login(Account.objects.get(id=account))
        home = elsewhere.open("/home")
        assert "registration you have not submitted" in home.text
        start = home.follow("Go on with your registration")
        assert start.heading == "Go on with your registration"
        assert "last saved an answer on 2 November 2026 at 9:30am" in start.text
        assert name_of(start.send()) == "sponsor"

    def test_a_draft_can_be_thrown_away_after_asking(self, newcomers):
        walk(newcomers, "sponsor")
        page = newcomers.open(START).follow("Delete these answers")
        assert Draft.objects.exists()
        assert page.send().path == "/home"
        assert not Draft.objects.exists()
        assert page.send().status == 404


class TestTwoTabs:
    def test_both_answers_are_shown_and_the_one_typed_is_kept(self, newcomers):
        page = walk(newcomers, "sponsor")
        other = newcomers.open(page.path)
        other.send(ANSWERS["sponsor"])
        clash = page.send(ANSWERS["sponsor"] | {"sponsor_name": "Ben Osei"})
        assert (clash.status, name_of(clash)) == (409, "sponsor")
        assert "You have answered this somewhere else" in clash.text
        assert "Sponsor: Grace Adeyemi (chair of trustees)" in clash.text
        assert clash.holds("sponsor_name") == ["Ben Osei"]
        assert draft().answers["sponsor_name"] == "Grace Adeyemi"
        assert name_of(clash.send()) == "name"
        assert draft().answers["sponsor_name"] == "Ben Osei"

    def test_only_what_is_answered_here_is_said_to_have_been_answered(self, newcomers):
        page = walk(newcomers, "name")
        newcomers.open(page.path).send(ANSWERS["name"])
        clash = page.send(ANSWERS["name"] | {"full_name": "Amina Osei"})
        assert "Full name: Amina Clarke" in clash.text
        assert "Email address" not in clash.text

    def test_what_was_saved_there_can_be_kept_instead(self, newcomers):
        page = walk(newcomers, "england")
        newcomers.open(page.path).send(works_in_england="no")
        clash = page.send(works_in_england="yes")
        assert clash.holds("works_in_england") == ["yes"]
        kept = newcomers.open(clash.path)
        assert kept.holds("works_in_england") == ["no"]

    def test_the_same_answer_in_both_is_no_trouble(self, newcomers):
        page = walk(newcomers, "england")
        newcomers.open(page.path).send(works_in_england="yes")
        assert name_of(page.send(works_in_england="yes")) == "setting"

    def test_answers_to_different_questions_do_not_get_in_each_others_way(self, newcomers):
        check = walk(newcomers)
        one, other = newcomers.open(check.changes["Full name"]), newcomers.open(check.changes["Sponsor"])
        assert name_of(other.send(sponsor_name="Ben Osei")) == CHECK
        assert name_of(one.send(full_name="Amina Osei")) == CHECK
        assert (draft().answers["sponsor_name"], draft().answers["full_name"]) == ("Ben Osei", "Amina Osei")
