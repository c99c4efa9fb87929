"""Addresses of signing in and out. Names with an underscore are those by which the sign-in library finds its pages."""

from django.urls import path

from npq.web.public.sign_in import address, authenticator, code, openid, out, person, stopped

urlpatterns = [
    path("sign-in", address.ask, name="sign-in"),
    path("sign-in", address.ask, name="account_login"),
    path("sign-in/code", code.enter, name="account_confirm_login_code"),
    path("sign-in/code/again", code.send_again, name="sign-in-code-again"),
    path("sign-in/openid", openid.begin, name="sign-in-openid"),
    path("sign-in/openid/done", openid.finish, name="sign-in-openid-done"),
    path("sign-in/first-time", person.first, name="sign-in-first"),
    path("sign-in/same-person", person.same, name="sign-in-same-person"),
    path("sign-in/new-in-this-role", person.new_in_role, name="sign-in-new-in-role"),
    path("sign-in/authenticator", authenticator.show, name="mfa_authenticate"),
    path("sign-in/authenticator/again", authenticator.show_again, name="mfa_reauthenticate"),
    path("sign-in/authenticator/set-up", authenticator.set_up, name="mfa_activate_totp"),
    path(
        "sign-in/authenticator/recovery-codes", authenticator.recovery_codes, name="mfa_view_recovery_codes"
    ),
    path("sign-in/stopped/<slug:why>", stopped.show, name="sign-in-stopped"),
    path("sign-out", out.sign_out, name="sign-out"),
    path("sign-out/everywhere", out.everywhere, name="sign-out-everywhere"),
]
