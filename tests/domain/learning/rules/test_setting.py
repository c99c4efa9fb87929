from npq.domain.learning.rules.setting import introduction_in, setting_in

ABOUT = '<p class="govuk-body">Why.</p>\n<p class="govuk-body">You are its head.</p>'


def test_a_setting_is_the_last_paragraph_of_what_a_topic_is_about():
    assert setting_in(ABOUT) == '<p class="govuk-body">You are its head.</p>'
    assert setting_in("") == ""


def test_the_rest_is_its_introduction():
    assert introduction_in(ABOUT) + setting_in(ABOUT) == ABOUT
    assert introduction_in(ABOUT).strip() == '<p class="govuk-body">Why.</p>'
    assert introduction_in(setting_in(ABOUT)) == introduction_in("") == ""
