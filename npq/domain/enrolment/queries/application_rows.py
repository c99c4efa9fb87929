"""One "npq application" in SQL: where each attribute of the published API comes from.

A registration is `r` and its person `p`. Names, order and values are the contract's (docs/api/v3.yaml); null or false
stands where this service does not ask: head teacher status, special needs co-ordination, private childcare, targeted
delivery funding.
"""

from npq.domain.funding.queries import previously_funded_sql

_MOMENT = """'YYYY-MM-DD"T"HH24:MI:SS"Z"'"""

UPDATED_AT = "greatest(r.changed_at, p.significantly_updated_at)"

# People outside England are not asked where they are, so nothing is known of them but that.
UNITED_KINGDOM = "United Kingdom of Great Britain and Northern Ireland"

ATTRIBUTES = f"""
    r.qualification_id AS course_identifier,
    p.email AS email,
    true AS email_validated,
    nullif(r.employer_name, '') AS employer_name,
    nullif(r.employment_role, '') AS employment_role,
    p.full_name AS full_name,
    r.funding_choice AS funding_choice,
    null AS headteacher_status,
    CASE WHEN funding.elsewhere OR d.reason = 'previously_funded' THEN 'previously-funded'
         WHEN NOT funding.decided THEN 'establishment-ineligible' END AS ineligible_for_funding_reason,
    p.id AS participant_id,
    null AS private_childcare_provider_urn,
    CASE WHEN p.trn_verified THEN p.teacher_reference_number END AS teacher_reference_number,
    p.trn_verified AS teacher_reference_number_validated,
    r.workplace_id::text AS school_urn,
    w.ukprn AS school_ukprn,
    CASE WHEN r.status IN ('withdrawn', 'replaced') THEN 'rejected' ELSE r.status END AS status,
    r.rejection_reason AS reason_for_rejection,
    r.setting IN ('a_school', 'an_academy_trust', 'a_16_to_19_educational_setting') AS works_in_school,
    c.start_year::text AS cohort,
    c.suffix AS cohort_suffix,
    funding.decided AND NOT funding.elsewhere AS eligible_for_funding,
    false AS targeted_delivery_funding_eligibility,
    r.works_in_england AS teacher_catchment,
    CASE WHEN r.works_in_england THEN '{UNITED_KINGDOM}' END AS teacher_catchment_country,
    CASE WHEN r.works_in_england THEN 'GBR' END AS teacher_catchment_iso_country_code,
    null AS itt_provider,
    r.employment = 'lead_mentor_for_accredited_itt_provider' AS lead_mentor,
    e.funded_place AS funded_place,
    to_char(r.submitted_at AT TIME ZONE 'UTC', {_MOMENT}) AS created_at,
    to_char({UPDATED_AT} AT TIME ZONE 'UTC', {_MOMENT}) AS updated_at,
    s.identifier AS schedule_identifier,
    null AS works_as_senco,
    null AS senco_start_date
"""

# To be written after the table that `r` is and whatever has narrowed it: so many tables the database joins in the order
# in which they are written. The school is as the register had it on the day of submission, when it was decided about.
WITH_THE_REST = f"""
    JOIN people_person p ON p.id = r.person_id
    JOIN catalogue_cohort c ON c.id = r.cohort_id
    JOIN funding_decision d ON d.id = r.decision_id
    LEFT JOIN enrolment_enrolment e ON e.registration_id = r.id
    LEFT JOIN catalogue_schedule s ON s.id = e.schedule_id
    LEFT JOIN organisations_schoolrecord w ON w.school_id = r.workplace_id
        AND w.period @> (r.submitted_at AT TIME ZONE 'Europe/London')::date
    CROSS JOIN LATERAL (
        SELECT d.outcome = 'funded' AS decided,
            {previously_funded_sql("r.person_id", "r.qualification_id", "r.id")} AS elsewhere
        OFFSET 0  -- asked once a row, though used twice
    ) funding
    CROSS JOIN LATERAL (SELECT {ATTRIBUTES}) attributes
    CROSS JOIN LATERAL (SELECT r.id, 'npq_application' AS type, attributes) application
"""
