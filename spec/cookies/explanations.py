"""Why SYN cookies, why only the server may compute them, and what they cost."""

from __future__ import annotations

from collections.abc import Mapping

from spec.cookies.models import WITH_BACKLOG, WITH_COOKIES, cookies, cookies_computed, flood_backlog
from spec.notation import variant
from spec.notation.explanations import Explanation

EXPLANATIONS: Mapping[str, Explanation] = {
    "cookies": Explanation(
        "Why SYN cookies?",
        "A listener that remembers every SYN can be filled with SYNs of people who never answer. A cookie is its "
        "memory in the peer's hands: the ACK brings it back.",
        flood_backlog.only(["served", "both"]),
        "served",
        "where B keeps each half-open connection",
        WITH_COOKIES,
        "where B keeps nothing, and sends a cookie",
        ("why cookie-options", "why cookie-ack", "why cookie-key"),
    ),
    "cookie-options": Explanation(
        "What do SYN cookies cost? The options.",
        "Who keeps nothing of a SYN has forgotten its options when the ACK comes: the cookie has no room for them.",
        cookies.only(["with_options", "both"]),
        "with_options",
        "where B keeps nothing, and sends a cookie",
        WITH_BACKLOG,
        "where B keeps each half-open connection",
        ("why cookie-ack",),
    ),
    "cookie-ack": Explanation(
        "What do SYN cookies cost? If the third message is lost, nobody misses it.",
        "A believes that it is connected, and B has kept nothing that it could repeat. If B is the one who speaks "
        "first, both wait for ever.",
        cookies.only(["both_in_the_end", "both"]),
        "both_in_the_end",
        "where B keeps nothing, and sends a cookie",
        WITH_BACKLOG,
        "where B keeps each half-open connection",
        ("why lost-ack",),
    ),
    "cookie-key": Explanation(
        "Why may nobody but the server be able to compute a cookie?",
        "The ACK is all that there is: whoever can compute the cookie needs no SYN, and no answer to it.",
        cookies_computed.only(["asked_for", "both"]),
        "asked_for",
        "where an attacker knows the key",
        variant(params={"KEY": 5}, name="another key"),
        "where the server has another key",
        ("why blind-reset",),
    ),
}
