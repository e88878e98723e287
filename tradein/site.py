"""Sites: what kinds there are, and which of them an organisation may run."""

from collections.abc import Mapping
from enum import StrEnum


class SiteKind(StrEnum):
    """What happens at a place."""

    SHOP = "shop"
    WAREHOUSE = "warehouse"
    DISMANTLING = "dismantling"
    REFURBISHING = "refurbishing"
    RETAIL = "retail"
    OFFICE = "office"


_ANYWHERE = frozenset({SiteKind.WAREHOUSE, SiteKind.OFFICE})
MAIN: Mapping[str, SiteKind] = {
    "recycler": SiteKind.SHOP,
    "warehouse": SiteKind.WAREHOUSE,
    "dismantler": SiteKind.DISMANTLING,
    "refurbisher": SiteKind.REFURBISHING,
    "retailer": SiteKind.RETAIL,
    "bureau": SiteKind.OFFICE,
}
"""Kind of organisation → the site its licence or filing is about."""
FITTING: Mapping[str, frozenset[SiteKind]] = {
    kind: _ANYWHERE | {main} | ({SiteKind.RETAIL} if kind == "refurbisher" else set())
    for kind, main in MAIN.items()
} | {"bureau": frozenset({SiteKind.OFFICE})}
"""Kind of organisation → the sites it may run: its own kind, and yards and offices. Refurbishers sell, too."""


def fits(organisation_kind: str | None, kind: str) -> bool:
    """Whether an organisation of this kind may run such a site."""
    return kind in FITTING.get(organisation_kind or "", ())
