"""Scans in line, found by what they wait for: a code, a load, or the number before theirs on the same device."""

from collections.abc import Hashable, Iterable
from uuid import UUID

from tradein.knowledge import Waiting
from tradein.scan import Scan


class Line:
    """Waiting scans, each device's in its own order; every release is a look-up, however long the line."""

    def __init__(self, items: Iterable[Waiting]) -> None:
        self._items: dict[UUID, Waiting] = {}
        self._came: dict[UUID, int] = {}
        self._found_by: dict[Hashable, dict[UUID, None]] = {}
        for item in items:
            self.add(item)

    def add(self, item: Waiting) -> None:
        """Put a scan in line; a new copy of one that waits takes its place."""
        self.drop(item.scan.event_id)
        self._came.setdefault(item.scan.event_id, len(self._came))
        self._items[item.scan.event_id] = item
        for key in _keys(item):
            self._found_by.setdefault(key, {})[item.scan.event_id] = None

    def drop(self, event_id: UUID) -> None:
        """Take a scan out of the line, if it is there."""
        item = self._items.pop(event_id, None)
        if item is not None:
            for key in _keys(item):
                del self._found_by[key][event_id]

    def take(self, *keys: Hashable) -> list[Waiting]:
        """Take out whatever waits for one of these: codes, or a device with the number that is due."""
        ids = {event_id for key in keys for event_id in self._found_by.get(key, ())}
        found = [self._items[event_id] for event_id in sorted(ids, key=self._came.__getitem__)]
        for item in found:
            self.drop(item.scan.event_id)
        return _in_device_order(found)

    def behind(self, scan: Scan) -> bool:
        """Whether an earlier scan of the same device about the same code still waits."""
        if scan.device is None or scan.device_seq is None:
            return False
        ahead = self._found_by.get(after(scan), ())
        return any((self._items[event_id].scan.device_seq or 0) < scan.device_seq for event_id in ahead)

    def take_passed(self, device: UUID, due: int) -> list[Waiting]:
        """Take out whatever waits on a device for a number that is due or was passed."""
        found = [
            item
            for item in self._items.values()
            if item.scan.device == device and item.scan.device_seq is not None and item.scan.device_seq <= due
        ]
        for item in found:
            self.drop(item.scan.event_id)
        return _in_device_order(found)


def after(scan: Scan) -> Hashable:
    """What scans wait for that stand behind this one: the same device's about the same code."""
    return ("after", scan.device, scan.replaces or scan.code)


def naming(load: str) -> Hashable:
    """What scans of single units wait for that name a load."""
    return ("load", load)


def _in_device_order(items: list[Waiting]) -> list[Waiting]:
    """As they came, but each device's scans by their numbers in the places that device has."""
    numbered: dict[UUID, list[Waiting]] = {}
    for item in items:
        if item.scan.device is not None and item.scan.device_seq is not None:
            numbered.setdefault(item.scan.device, []).append(item)
    by_number = {
        device: iter(sorted(own, key=lambda item: item.scan.device_seq or 0))
        for device, own in numbered.items()
    }
    return [
        next(by_number[item.scan.device])
        if item.scan.device is not None and item.scan.device_seq is not None
        else item
        for item in items
    ]


def _keys(item: Waiting) -> list[Hashable]:
    scan = item.scan
    keys: list[Hashable] = [scan.replaces or scan.code]
    numbered = scan.device is not None and scan.device_seq is not None
    if numbered:
        keys += [(scan.device, scan.device_seq), after(scan)]
    if scan.load is not None:
        keys.append(naming(scan.load))
    if numbered and scan.load is not None:
        # Whatever goes on or off a load comes before the load itself moves.
        keys.append(("after", scan.device, scan.load))
    return keys
