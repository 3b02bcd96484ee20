"""Which of a channel's freedoms make no difference to what can be reached.

A channel that may lose and keeps no order is *closed*: whatever an end does with fewer messages in flight, it may do
with more.  So no message is lost for its own sake, but only to make room for another, in the step that sends it; and
where one may also be delivered twice, it is never taken away (lossy channel systems: Abdulla and Jonsson 1996).
"""

from __future__ import annotations

from spec.notation.channels import Channel, Hop, Store


def closed(channel: Channel) -> bool:
    """Whether a way on it stands for every way with fewer messages, or with older ones.

    A message that has become too old is lost there with the tick, so that time never waits for it.
    """
    return channel.loses and channel.store is not Store.FIFO


def keeps(channel: Channel) -> bool:
    """Whether a message on it need never be taken away, where nobody asks what is in flight or it may be lost."""
    if not {Hop.DELIVER, Hop.DUPLICATE} <= set(channel.hops):
        return False
    unbounded = channel.store is Store.SET and channel.capacity is None and channel.lifetime is None
    return closed(channel) or unbounded


def forgiving(channel: Channel) -> bool:
    """Whether two copies of a message may do in it no more than one may."""
    unbounded = channel.store is Store.SET and channel.capacity is None and Hop.DUPLICATE in channel.hops
    return unbounded and (channel.loses or channel.lifetime is None)
