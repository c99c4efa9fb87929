from npq.web.shared.fields import CodeField, DateField, EmailField, TextField
from npq.web.shared.forms import Form


class AddressForm(Form):
    """Where to send a code."""

    email = EmailField(
        label="Email address",
        hint="Use your own work email address if you have one. We send a code to it.",
        errors={"required": "Enter your email address"},
    )


class CodeForm(Form):
    """The code that was sent."""

    code = CodeField(label="Security code", errors={"required": "Enter the code from the email"})


class AuthenticatorCodeForm(Form):
    """The code an authenticator app shows now."""

    code = CodeField(
        label="Code from the app", errors={"required": "Enter the code from your authenticator app"}
    )


class AuthenticatorForm(Form):
    """The code an authenticator app shows now, or one of the recovery codes."""

    code = TextField(
        label="Code",
        hint="6 digits from the app, or one of your recovery codes of 8 digits",
        max_length=40,
        width=10,
        autocomplete="one-time-code",
        inputmode="numeric",
        spellcheck=False,
        errors={"required": "Enter the code from your authenticator app, or a recovery code"},
    )


class BirthdayForm(Form):
    """Something only the person known here can say."""

    date_of_birth = DateField(
        label="What is your date of birth?",
        name="Date of birth",
        hint="For example, 27 3 1980",
        errors={"required": "Enter your date of birth"},
    )


class OwnBirthdayForm(Form):
    """Something to be known by at a mailbox that others read."""

    date_of_birth = DateField(
        label="What is your date of birth?",
        name="Date of birth",
        hint="For example, 27 3 1980. We ask for it again each time somebody signs in with this mailbox",
        birth=True,
        errors={"required": "Enter your date of birth"},
    )
