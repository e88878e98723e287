"""Region codes that identity documents may carry: every one ever in force, for people keep the one they were given."""

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from models.region import Region, RegionHistory


class KnownRegions:
    """Answers `code in regions` by one look at the tables; 18-digit numbers only ask once."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __contains__(self, code: object) -> bool:
        known = union_all(
            select(Region.code).where(Region.code == code),
            select(RegionHistory.code).where(RegionHistory.code == code),
        ).subquery()
        return bool(self._session.scalar(select(func.count()).select_from(known)))
