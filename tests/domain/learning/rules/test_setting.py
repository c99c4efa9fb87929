from npq.domain.learning.rules.setting import setting_in


def test_a_setting_is_the_last_paragraph_of_what_a_topic_is_about():
    assert setting_in('<p class="govuk-body">Why.</p>\n<p class="govuk-body">You are its head.</p>') == (
        '<p class="govuk-body">You are its head.</p>'
    )
    assert setting_in("") == ""
