"""Connections that lead to the public web only, and that cannot be kept waiting for ever.

Which address a name stands for is looked up once, checked, and connected to: a name that changes
between check and connection gains nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from contextlib import suppress
from http.client import HTTPException
from http.cookiejar import DefaultCookiePolicy
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from threading import Event, Timer
from typing import Any, ClassVar

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError, ReadTimeoutError
from urllib3.poolmanager import PoolManager
from urllib3.response import HTTPResponse
from urllib3.util.connection import create_connection

from flows.fetch.http.failure import FailedError
from flows.fetch.http.settings import HttpSettings

Networks = Sequence[IPv4Network | IPv6Network]
_NAT64 = IPv6Network("64:ff9b::/96")
"""Addresses that a gateway turns into the IPv4 ones at their end (RFC 6052)."""


class _Guarded(HTTPConnection):
    """A connection to an address that may be asked, whose answer begins in time."""

    settings: ClassVar[HttpSettings]

    def _new_conn(self) -> socket.socket:
        try:
            found = socket.getaddrinfo(self._dns_host, self.port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            raise NameResolutionError(self.host, self, error) from error  # type: ignore[arg-type]
        for _, _, _, _, sockaddr in found:
            if not is_allowed(str(sockaddr[0]), self.settings.allowed_networks):
                raise _refused(self.host, str(sockaddr[0]))
        *others, last = dict.fromkeys(str(sockaddr[0]) for _, _, _, _, sockaddr in found)
        for address in others:
            with suppress(OSError):
                return self._connect_to(address)
        try:
            return self._connect_to(last)
        except TimeoutError as error:
            raise ConnectTimeoutError(self, f"no connection to {self.host} in time") from error
        except OSError as error:
            raise NewConnectionError(self, f"no connection to {self.host}: {error}") from error

    def _connect_to(self, address: str) -> socket.socket:
        return create_connection((address, self.port), self.timeout, socket_options=self.socket_options)

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]
        late = Event()
        watch = Timer(self.settings.total_seconds, self._cut, (late,))
        watch.daemon = True
        watch.start()
        try:
            response = super().getresponse()
        except (OSError, HTTPException) as error:
            if late.is_set():
                raise _too_late(self.host) from error
            raise
        finally:
            watch.cancel()
        if late.is_set():
            raise _too_late(self.host)
        return response

    def _cut(self, late: Event) -> None:
        """End a wait for headers that come one by one: to their reader they end here."""
        late.set()
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


class _GuardedTls(_Guarded, HTTPSConnection):
    """The same over TLS."""


class PublicAdapter(HTTPAdapter):
    """Carries requests over guarded connections; where a proxy is set, the proxy decides instead."""

    def __init__(self, settings: HttpSettings, connections: int) -> None:
        self._settings = settings
        super().__init__(pool_connections=2, pool_maxsize=connections, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        known = {"settings": self._settings}
        plain = type("_Pool", (HTTPConnectionPool,), {"ConnectionCls": type("_Plain", (_Guarded,), known)})
        tls = type("_TlsPool", (HTTPSConnectionPool,), {"ConnectionCls": type("_Tls", (_GuardedTls,), known)})
        manager: PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = {"http": plain, "https": tls}


def is_allowed(address: str, networks: Networks) -> bool:
    """Whether an IP address may be asked: it is public, or in one of the networks.

    An IPv6 address that carries an IPv4 one (mapped, 6to4, Teredo, NAT64) is judged by that one too.

    >>> is_allowed("127.0.0.1", ()), is_allowed("::ffff:10.0.0.1", ()), is_allowed("93.184.216.34", ())
    (False, False, True)
    """
    ip = ip_address(address.partition("%")[0])
    return all(
        (one.is_global and not one.is_multicast) or any(one in network for network in networks)
        for one in _judged(ip)
    )


def _judged(ip: IPv4Address | IPv6Address) -> Iterator[IPv4Address | IPv6Address]:
    if isinstance(ip, IPv4Address):
        yield ip
    elif ip.ipv4_mapped:
        yield ip.ipv4_mapped
    else:
        yield ip
        if ip.sixtofour:
            yield ip.sixtofour
        yield from ip.teredo or ()
        if ip in _NAT64:
            yield IPv4Address(ip.packed[-4:])


def _too_late(host: str) -> ReadTimeoutError:
    return ReadTimeoutError(None, host, "the answer did not begin in time")  # type: ignore[arg-type]


def _refused(host: str, address: str) -> FailedError:
    return FailedError(
        "address_refused",
        f"{host} mène à l’adresse {address}, qui n’est pas publique ; elle n’a pas été interrogée "
        "(réglage RHI_ALLOWED_NETWORKS pour l’autoriser).",
        f"{host} leads to the address {address}, which is not public; it was not asked "
        "(set RHI_ALLOWED_NETWORKS to allow it).",
        address,
    )


class Session(requests.Session):
    """A session with one host: no cookies, no passwords of its user, redirects left to the client."""

    def __init__(self, settings: HttpSettings, connections: int) -> None:
        super().__init__()
        self.headers["User-Agent"] = settings.user_agent
        self.auth = _no_password
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        adapter = PublicAdapter(settings, connections)
        self.mount("http://", adapter)
        self.mount("https://", adapter)

    def get_redirect_target(self, resp: requests.Response) -> None:  # noqa: ARG002
        return None


def _no_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Keeps requests from looking into the user's .netrc."""
    return request
