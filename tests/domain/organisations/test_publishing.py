from uuid import uuid4

import pytest

from npq.domain.organisations.kinds import ProviderStatus
from npq.domain.organisations.models import DeliveryPartner, LeadProvider
from npq.domain.organisations.operations import publish_delivery_partner, publish_lead_provider
from npq.domain.organisations.operations.providers import put_lead_provider
from npq.kernel.models import Entry
from npq.kernel.operations import OutsideTransaction
from npq.kernel.viewer import Viewer

BY = Viewer.system("test")


@pytest.mark.django_db
def test_a_lead_provider_is_published_changed_and_left_alone(at):
    provider = uuid4()

    def publish(**facts):
        return publish_lead_provider(
            by=BY, at=at, lead_provider_id=provider, name="Northlight Institute", invented=True, **facts
        )

    assert [publish(), publish()] == [True, False]
    assert publish(status=ProviderStatus.CLOSED_TO_NEW)
    row = LeadProvider.objects.get()
    assert (row.id, row.name, row.status) == (provider, "Northlight Institute", "closed_to_new")
    entries = Entry.objects.filter(kind="lead_provider_published").order_by("id")
    assert [entry.facts["status"] for entry in entries] == ["open", "closed_to_new"]


@pytest.mark.django_db
def test_a_delivery_partner_is_published_changed_and_left_alone(at):
    partner = uuid4()

    def publish(region):
        return publish_delivery_partner(
            by=BY, at=at, delivery_partner_id=partner, name="Vale Hub", region=region, invented=True
        )

    assert [publish("North"), publish("North"), publish("South")] == [True, False, True]
    assert DeliveryPartner.objects.get().region == "South"
    assert Entry.objects.filter(kind="delivery_partner_published").count() == 2


def test_the_step_needs_an_operation_around_it(real_database, at):
    with pytest.raises(OutsideTransaction):
        put_lead_provider(by=BY, at=at, lead_provider_id=uuid4(), name="Northlight Institute")
