"""What pages may load."""

from npq.config.content_security import policy


def test_a_form_leads_on_to_whoever_signs_people_in_and_nowhere_else():
    assert policy()["DIRECTIVES"]["form-action"] == ["'self'"]
    assert policy("https://oidc.example/path?x")["DIRECTIVES"]["form-action"] == [
        "'self'",
        "https://oidc.example",
    ]


def test_nothing_is_unsafe():
    assert "unsafe" not in str(policy())
