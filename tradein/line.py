"""Scans in line, found by what they wait for: a code, a load, or the number before theirs on the same device."""

from collections.abc import Hashable, Iterable, Iterator
from uuid import UUID

from tradein.knowledge import Waiting


class Line:
    """Waiting scans in the order they came; every release is a look-up, however long the line."""

    def __init__(self, items: Iterable[Waiting]) -> None:
        self._items: dict[UUID, Waiting] = {}
        self._found_by: dict[Hashable, dict[UUID, None]] = {}
        for item in items:
            self.add(item)

    def __iter__(self) -> Iterator[Waiting]:
        return iter(list(self._items.values()))

    def add(self, item: Waiting) -> None:
        """Put a scan in line; a new copy of one that waits takes its place."""
        self.drop(item.scan.event_id)
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
        found = [self._items[event_id] for key in keys for event_id in self._found_by.get(key, ())]
        for item in found:
            self.drop(item.scan.event_id)
        return found

    def take_passed(self, device: UUID, due: int) -> list[Waiting]:
        """Take out whatever waits on a device for a number that is due or was passed."""
        found = [
            item
            for item in self
            if item.scan.device == device and item.scan.device_seq is not None and item.scan.device_seq <= due
        ]
        for item in found:
            self.drop(item.scan.event_id)
        return found


def _keys(item: Waiting) -> list[Hashable]:
    scan = item.scan
    keys: list[Hashable] = [scan.replaces or scan.code]
    if scan.load is not None:
        keys.append(scan.load)
    if scan.device is not None and scan.device_seq is not None:
        keys.append((scan.device, scan.device_seq))
    return keys
