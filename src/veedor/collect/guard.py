"""Connections to public addresses only, checked at the moment of connecting.

A name is resolved once and the connection goes to the very address that was checked, so that
a name server that answers differently the second time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import typing

import httpcore
import httpx

__all__ = ["HostRefused", "guarded_transport", "is_public"]

#: IPv6 forms that carry an IPv4 address: RFC 6052's well-known prefix is "global" by itself.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class HostRefused(Exception):
    """A host that may not be asked, or is not there; the text says which and why."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, also as written inside IPv6."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inside = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inside = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inside is not None:
            ip = inside
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


def guarded_transport(
    allow_hosts: typing.Iterable[str], connections: int, proxy: str | None = None
) -> httpx.HTTPTransport:
    """A transport of httpx that asks no private address, unless its host is named.

    Args:
        allow_hosts: private hosts that may be asked.
        connections: how many may be open at once.
        proxy: where all requests go through; then the proxy resolves names and connects.
    """
    limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
    transport = httpx.HTTPTransport(limits=limits, trust_env=False, proxy=proxy)
    if proxy is None:
        # httpx has no other way to choose how its pool connects; its version is pinned.
        transport._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=connections,
            max_keepalive_connections=connections,
            keepalive_expiry=limits.keepalive_expiry,
            network_backend=_Guarded(frozenset(allow_hosts)),
        )
    return transport


class _Guarded(httpcore.NetworkBackend):
    """Resolves, checks, and connects to what was checked."""

    def __init__(self, allowed: frozenset[str]) -> None:
        self._allowed = allowed
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: typing.Iterable[typing.Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = _resolved(host, port)
        if host not in self._allowed and not all(map(is_public, addresses)):
            raise HostRefused(
                f"{host} is on a private network (`allow_hosts` under [collect] may name it)"
            )
        problem: Exception | None = None
        for address in addresses:
            try:
                return self._network.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
        raise problem or HostRefused(f"there is no host {host}")


def _resolved(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise HostRefused(f"there is no host {host}") from None
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
