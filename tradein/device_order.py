"""The order of one device: its own numbers, taken in without a gap, each used once (hazards H10)."""

from collections.abc import Iterable
from uuid import UUID

from tradein.knowledge import Decisions, Knowledge, Waiting
from tradein.refusals.device import DeviceGap, DeviceRevoked, DeviceSeqReused, DeviceUnknown
from tradein.scan import Scan

Number = tuple[UUID, int]
"""A device and one of its sequence numbers."""


class DeviceOrder:
    """What is due from every device while a batch is judged."""

    def __init__(self, known: Knowledge, made: Decisions, organisation_id: UUID | None) -> None:
        self.known = known
        self.made = made
        self.organisation_id = organisation_id
        self.unread: set[Number] = set()

    def check(self, item: Waiting, *, kept: bool) -> None:
        """Raise unless the device is the sender's own, the number is new, and nothing before it is missing.

        What was `kept` before its device was revoked still counts.
        """
        scan = item.scan
        if scan.device is None:
            return
        device = self.known.devices.get(scan.device)
        if device is None or device.organisation_id != item.actor.organisation_id:
            raise DeviceUnknown("device")
        if device.revoked_at is not None and not kept:
            raise DeviceRevoked("device")
        if scan.device_seq is None:
            return
        if self.known.spent.get((scan.device, scan.device_seq), scan.event_id) != scan.event_id:
            raise DeviceSeqReused("device_seq", device_seq=scan.device_seq)
        due = self.known.next_seq(scan.device)
        if scan.device_seq > due:
            # The ledger makes sure that nobody filled the gap, or waits for another, meanwhile.
            self.made.devices.setdefault(scan.device, (device.version, due))
            raise DeviceGap("device_seq", expected=due)

    def advance(self, scan: Scan) -> Number | None:
        """Count an answered scan; the number that is due now, if it was this one's turn."""
        device = scan.device
        if device is None or scan.device_seq is None or scan.device_seq != self.known.next_seq(device):
            return None
        self._pass(device)
        self.pass_unread()
        return device, self.known.next_seq(device)

    def pass_unread(self, unread: Iterable[Number] = ()) -> None:
        """Count scans that could not be read: they were answered, so nothing shall wait for them."""
        self.unread.update(unread)
        for device, number in sorted(self.unread, key=lambda one: one[1]):
            state = self.known.devices.get(device)
            own = state is not None and state.organisation_id == self.organisation_id
            if own and number == self.known.next_seq(device):
                self._pass(device)

    def _pass(self, device: UUID) -> None:
        state, due = self.known.devices[device], self.known.next_seq(device)
        seen, _ = self.made.devices.get(device, (state.version, due))
        self.made.devices[device] = (seen, due + 1)
        self.known.devices[device] = state._replace(next_seq=due + 1)
