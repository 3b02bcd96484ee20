"""What five articles claim about opening and closing a TCP connection, and the runs that decide each claim.

A run is named by its model and its property, as ``handwave check`` names them.
"""

from __future__ import annotations

from collections.abc import Mapping

from spec.articles import s0, s1, s2, s3, s4
from spec.articles.claim import Claim, Run, Says, Verdict

ARTICLES: Mapping[str, str] = {
    "S0": "网络学习三:关于TCP握手和挥手告别",
    "S1": "TCP机制之连接管理(三次握手和四次挥手详解)",
    "S2": "Go语言 之TCP三次握手",
    "S3": "TCP协议的三次握手和四次链接的技术盲区",
    "S4": "三次握手和四次断开的过程",
}
"""Each article's title."""
CLAIMS: Mapping[str, Claim] = {claim.id: claim for module in (s0, s1, s2, s3, s4) for claim in module.CLAIMS}

__all__ = ["ARTICLES", "CLAIMS", "Claim", "Run", "Says", "Verdict"]
