"""Where alerts go: mail, Slack, Telegram, webhooks and whatever else apprise knows."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping

from veedor.model import record_id
from veedor.watch.messages import Message

__all__ = ["ChannelError", "channel_key", "send", "shown"]

#: Before the name of an environment variable that holds the address.
_ENVIRONMENT = "env:"


class ChannelError(Exception):
    """A channel has not taken a message; the text says why, without the address's secrets."""


def channel_key(channel: str) -> str:
    """What a channel is known by in the store: a hash, as addresses hold passwords."""
    return record_id("channel", channel)


def shown(channel: str) -> str:
    """A channel as people may see it: the variable that holds it, or the kind of address."""
    return channel if channel.startswith(_ENVIRONMENT) else f"{channel.partition('://')[0]}://…"


def send(channel: str, message: Message, environment: Mapping[str, str] = os.environ) -> None:
    """Hand a message to a channel.

    Args:
        channel: an address of apprise, or `env:NAME`.
        message: what is sent.
        environment: where `NAME` is looked up.

    Raises:
        ChannelError: it was not taken.
    """
    # It takes a quarter of a second to import, which a pass without alerts need not wait for.
    from apprise import Apprise, NotifyFormat

    # Its messages would tell the address with its secrets.
    logging.getLogger("apprise").setLevel(logging.CRITICAL)
    address = channel
    if channel.startswith(_ENVIRONMENT):
        name = channel.removeprefix(_ENVIRONMENT)
        address = environment.get(name, "")
        if not address:
            raise ChannelError(f"{channel}: {name} is not set")
    notifier = Apprise()
    if not notifier.add(address):
        raise ChannelError(f"{shown(channel)}: is no address that apprise knows")
    try:
        taken = notifier.notify(
            title=message.title, body=message.body, body_format=NotifyFormat.TEXT
        )
    except Exception as error:
        raise ChannelError(f"{shown(channel)}: {type(error).__name__}") from None
    if not taken:
        raise ChannelError(f"{shown(channel)}: has not taken the message")
