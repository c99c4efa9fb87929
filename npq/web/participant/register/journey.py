"""The registration journey, in the order it is asked."""

from npq.domain.registration.rules.answers import (
    asks_employer,
    asks_employment,
    asks_nursery,
    asks_payer,
    asks_setting,
    asks_workplace,
    notice_read,
)
from npq.web.participant.register import forms, rows
from npq.web.participant.register.situation import Situation
from npq.web.shared.journey import Journey, Question

JOURNEY: Journey[Situation] = Journey(
    (
        Question(
            "england",
            forms.EnglandForm,
            answered=lambda s: s.answers.works_in_england is not None,
            rows=rows.england,
        ),
        Question(
            "setting",
            forms.SettingForm,
            asked_if=lambda s: asks_setting(s.answers),
            answered=lambda s: s.answers.setting is not None,
            rows=rows.setting,
        ),
        Question(
            "nursery",
            forms.NurseryForm,
            asked_if=lambda s: asks_nursery(s.answers),
            answered=lambda s: s.answers.nursery is not None,
            rows=rows.nursery,
        ),
        Question(
            "workplace",
            forms.WorkplaceForm,
            asked_if=lambda s: asks_workplace(s.answers),
            answered=lambda s: bool(s.answers.workplace_not_listed or (s.school and s.school.is_open)),
            rows=rows.workplace,
            gone=lambda s: s.answers.workplace_urn is not None and not (s.school and s.school.is_open),
        ),
        Question(
            "employment",
            forms.EmploymentForm,
            asked_if=lambda s: asks_employment(s.answers),
            answered=lambda s: s.answers.employment is not None,
            rows=rows.employment,
        ),
        Question(
            "employer",
            forms.EmployerForm,
            asked_if=lambda s: asks_employer(s.answers),
            answered=lambda s: bool(s.answers.employer_name and s.answers.employment_role),
            rows=rows.employer,
        ),
        Question(
            "course",
            forms.CourseForm,
            answered=lambda s: s.course is not None,
            settled=lambda s: s.course is not None and len(s.courses) == 1,
            rows=rows.course,
            template="participant/register/course.html",
            beside=lambda s: {"courses": s.courses, "open_courses": s.open_courses},
            gone=lambda s: bool(s.courses) and s.answers.cohort is not None and s.course is None,
        ),
        Question(
            "funding",
            forms.FundingForm,
            answered=lambda s: s.funding is not None and s.answers.funding_seen == s.funding.reason,
            rows=rows.funding,
            template="participant/register/funding.html",
            beside=rows.funding_facts,
        ),
        Question(
            "payer",
            forms.PayerForm,
            asked_if=lambda s: asks_payer(s.outcome),
            answered=lambda s: s.answers.funding_choice is not None,
            rows=rows.payer,
        ),
        Question(
            "provider",
            forms.ProviderForm,
            answered=lambda s: s.offer is not None,
            rows=rows.provider,
            gone=lambda s: s.answers.lead_provider is not None and s.offer is None,
        ),
        Question(
            "sponsor",
            forms.SponsorForm,
            answered=lambda s: bool(
                s.answers.sponsor_role and s.answers.sponsor_name and s.answers.sponsor_email
            ),
            rows=rows.sponsor,
            template="participant/register/sponsor.html",
        ),
        Question(
            "name",
            forms.NameForm,
            answered=lambda s: bool(s.answers.full_name and s.answers.date_of_birth),
            rows=rows.name,
        ),
        Question(
            "teacher-reference-number",
            forms.ReferenceNumberForm,
            answered=lambda s: s.answers.teacher_reference_number is not None,
            rows=rows.reference_number,
        ),
        Question(
            "notice",
            forms.NoticeForm,
            answered=lambda s: notice_read(s.answers),
            rows=rows.notice,
            template="participant/register/notice.html",
            beside=lambda s: {"provider": s.offer.lead_provider if s.offer else ""},
        ),
    )
)
