"""The questions' forms. Each cleans into the answers a draft keeps, by the names the domain gives them."""

from npq.web.participant.register.forms.course import CourseForm, FundingForm, PayerForm, ProviderForm
from npq.web.participant.register.forms.people import NameForm, NoticeForm, ReferenceNumberForm, SponsorForm
from npq.web.participant.register.forms.work import (
    EmployerForm,
    EmploymentForm,
    EnglandForm,
    NurseryForm,
    SettingForm,
    WorkplaceForm,
)

__all__ = [
    "CourseForm",
    "EmployerForm",
    "EmploymentForm",
    "EnglandForm",
    "FundingForm",
    "NameForm",
    "NoticeForm",
    "NurseryForm",
    "PayerForm",
    "ProviderForm",
    "ReferenceNumberForm",
    "SettingForm",
    "SponsorForm",
    "WorkplaceForm",
]
