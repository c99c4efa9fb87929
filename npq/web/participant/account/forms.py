from npq.web.shared.fields import CodeField, DateField, EmailField, TextField
from npq.web.shared.forms import Form


class NameForm(Form):
    """A name."""

    full_name = TextField(
        label="Full name",
        hint="As it is on your teacher record, if you have one",
        heading=True,
        max_length=128,
        autocomplete="name",
        spellcheck=False,
        errors={"required": "Enter your full name"},
    )


class BirthdayForm(Form):
    """The day somebody was born."""

    date_of_birth = DateField(
        label="Date of birth",
        hint="For example, 27 3 1980",
        heading=True,
        birth=True,
        errors={"required": "Enter your date of birth"},
    )


class ReferenceNumberForm(Form):
    """A teacher reference number, or none."""

    teacher_reference_number = TextField(
        label="Teacher reference number",
        hint="5 to 7 digits, like 1234567 or RP 12/34567. Leave it empty if you do not know it",
        heading=True,
        required=False,
        max_length=40,
        width=10,
        spellcheck=False,
    )


class EmailForm(Form):
    """The address somebody wants to be reached at."""

    email = EmailField(
        label="New email address",
        hint="Use your own work email address if you have one",
        errors={"required": "Enter your new email address"},
    )


class CodesForm(Form):
    """The codes from both ends of a change of address."""

    old_code = CodeField(
        label="Code sent to the address you have now",
        errors={"required": "Enter the code sent to the address you have now"},
    )
    new_code = CodeField(
        label="Code sent to the new address", errors={"required": "Enter the code sent to the new address"}
    )
