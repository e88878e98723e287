"""RFC 9264 linkset of a label, borrowing the behaviour of the GS1 resolver standard without claiming its keys."""

from typing import Any

from api.qr import object_url

GS1 = "https://ref.gs1.org/voc/"
MEDIA_TYPE = "application/linkset+json"
WHOLE = frozenset({"linkset", "all"})
"""`linkType` values that ask for the linkset itself."""
TARGETS = {
    f"{GS1}defaultLink": ("", "text/html", "旧机公开去向 Public trace"),
    f"{GS1}traceability": ("", "text/html", "旧机公开去向 Public trace"),
    f"{GS1}recyclingInfo": ("#became", "text/html", "拆解产物 What it became"),
    f"{GS1}productInfo": ("", "application/json", "公开追溯数据 Public trace as data"),
}
"""Link type → (suffix, media type, title). Only what exists is linked; EPCIS events and receipts join when served."""


def linkset(base_url: str, code: str) -> dict[str, Any]:
    """The linkset document; exactly one default link, a title on every link."""
    anchor = object_url(base_url, code)
    links = {
        relation: [{"href": anchor + suffix, "type": kind, "title": title}]
        for relation, (suffix, kind, title) in TARGETS.items()
    }
    return {"linkset": [{"anchor": anchor, **links}]}


def header(base_url: str, code: str) -> str:
    """The `Link` header that leads to the linkset."""
    return f'<{object_url(base_url, code)}?linkType=linkset>; rel="linkset"; type="{MEDIA_TYPE}"'


def target(link_type: str) -> str | None:
    """The suffix a link type leads to; full URI, `gs1:` prefix and bare word are understood. None if unknown."""
    word = link_type.rpartition(":")[2].rpartition("/")[2]
    found = TARGETS.get(GS1 + word)
    return found[0] if found else None
