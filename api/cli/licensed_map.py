"""`tradein import-map`: a licensed map of divisions for the officers' board."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.cli.group import tradein
from api.cli.trouble import Trouble
from api.clock import now
from api.settings import load_settings

if TYPE_CHECKING:
    from tradein.map_data import Edition, MapLevel


@tradein.command("import-map")
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--sha256", "hashes", multiple=True, help="LEVEL=HASH of a file you vouch for; repeatable.")
@click.option("--audit-no", help="Approval number (审图号) of a map of your own.")
@click.option("--origin", help="Who made it; shown under the map.")
@click.option("--date", help="When it was made, for instance 2026-03.")
def import_map(source: Path, hashes: tuple[str, ...], **told: str | None) -> None:
    """Cut a licensed map into sheets for the officers' board.

    SOURCE is a folder, zip, wheel or tar archive with the GeoJSON of provinces, and if wanted of cities and districts.
    Files are known by their SHA-256: the official ones of 天地图 (GS(2024)0650号) at once, any other one only if you
    state its hash, its approval number and where it comes from. Without a map the board draws a treemap.
    """
    from api.map_import import Vouched
    from api.map_import import import_map as cut
    from tradein.map_data import MapUnreadable

    settings = load_settings()
    try:
        manifest = cut(source, settings.geo, Vouched(_vouched(hashes), _edition(told)), now())
    except MapUnreadable as refused:
        raise Trouble(str(refused)) from refused
    click.echo(f"{len(manifest['sheets'])} sheets · {manifest['audit_no']} · {manifest['source']}")


def _vouched(hashes: tuple[str, ...]) -> dict[str, "MapLevel"]:
    from tradein.map_data import MapLevel

    found = {}
    for one in hashes:
        level, _, sha256 = one.partition("=")
        if level not in set(MapLevel) or len(sha256) != 64:
            raise Trouble(f"--sha256 {one}: write province=, city= or district= and 64 hexadecimal digits")
        found[sha256.lower()] = MapLevel(level)
    return found


def _edition(told: dict[str, str | None]) -> "Edition | None":
    from tradein.map_data import Edition

    audit_no, origin, date = told["audit_no"], told["origin"], told["date"]
    return Edition(audit_no, origin, date) if audit_no and origin and date else None
