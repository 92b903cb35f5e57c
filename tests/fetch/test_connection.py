from __future__ import annotations

from ipaddress import ip_network
from typing import Any

import pytest

from flows.fetch.http.client import HttpClient
from flows.fetch.http.connection import is_allowed
from flows.fetch.http.failure import FailedError
from flows.fetch.http.settings import HttpSettings


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
    ],
)
def test_address_that_is_not_public_is_refused(address: str) -> None:
    assert not is_allowed(address, ())


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_public_address_is_allowed(address: str) -> None:
    assert is_allowed(address, ())


def test_listed_network_is_allowed() -> None:
    networks = (ip_network("10.0.0.0/8"), ip_network("::1/128"))
    assert is_allowed("10.1.2.3", networks)
    assert is_allowed("::ffff:10.1.2.3", networks)
    assert is_allowed("::1", networks)
    assert not is_allowed("127.0.0.1", networks)


def test_loopback_is_not_asked_unless_it_is_listed(site: Any) -> None:
    with pytest.raises(FailedError) as caught:
        HttpClient(HttpSettings(delay_seconds=0)).get(site.answer("/a", b"secret"))
    assert (caught.value.rule, caught.value.raw_value) == ("address_refused", "127.0.0.1")
    assert site.requests == []


def test_name_that_leads_to_loopback_is_not_asked(site: Any) -> None:
    url = site.answer("/a", b"secret").replace("127.0.0.1", "localhost")
    with pytest.raises(FailedError) as caught:
        HttpClient(HttpSettings(delay_seconds=0)).get(url)
    assert caught.value.rule == "address_refused"
    assert site.requests == []


def test_redirect_to_a_private_address_is_not_followed(site: Any, client: HttpClient) -> None:
    url = site.answer("/a", status=302, Location="http://10.0.0.1/admin")
    with pytest.raises(FailedError) as caught:
        client.get(url)
    assert (caught.value.rule, caught.value.raw_value) == ("address_refused", "10.0.0.1")
    assert "RHI_ALLOWED_NETWORKS" in caught.value.reason_en
