"""Where the platform is at work."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.party import Organisation
from models.region import Region, RegionClosure

BUREAU = "bureau"


def served_provinces(session: Session) -> list[str]:
    """Codes of the provinces in which an active firm has its seat, in code order. One statement."""
    query = (
        select(RegionClosure.ancestor)
        .distinct()
        .join(Organisation, Organisation.region_code == RegionClosure.leaf)
        .join(Region, Region.code == RegionClosure.ancestor)
        .where(Region.level == "province", Organisation.state == "active", Organisation.kind != BUREAU)
        .order_by(RegionClosure.ancestor)
    )
    return list(session.scalars(query))
