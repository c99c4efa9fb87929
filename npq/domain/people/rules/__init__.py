"""What is a name, a teacher reference number, an address; and when an address alone does not say who somebody is."""

from npq.domain.people.rules.addresses import clean_email, domain_of, is_free_mail, is_shared_mailbox
from npq.domain.people.rules.identities import Known, Way, recognise
from npq.domain.people.rules.names import check_date_of_birth, clean_name
from npq.domain.people.rules.reference_numbers import clean_trn

__all__ = [
    "Known",
    "Way",
    "check_date_of_birth",
    "clean_email",
    "clean_name",
    "clean_trn",
    "domain_of",
    "is_free_mail",
    "is_shared_mailbox",
    "recognise",
]
