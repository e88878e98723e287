"""A browser in words, coarse on purpose: enough to recognise one's own devices, too little to follow anybody."""

BROWSERS = (
    ("MicroMessenger", "微信"),
    ("AlipayClient", "支付宝"),
    ("HuaweiBrowser", "华为浏览器"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
    ("curl", "curl"),
)
SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def label_of(user_agent: str | None) -> str | None:
    """`Chrome · Android`; None for what is not recognised, whose own words are not kept."""
    said = user_agent or ""
    parts = [next((name for sign, name in known if sign in said), None) for known in (BROWSERS, SYSTEMS)]
    return " · ".join(part for part in parts if part) or None
