"""What is said no to about the device that sends, and the order of its scans."""

from tradein.refusals.scan import Conflict, Held, ScanRefusal


class DeviceGap(Held):
    """An earlier scan of the same device is missing."""

    code = "device_gap"
    zh = "此设备序号 {expected} 的扫码尚未收到，本次扫码已保存并排队。"
    en = "Scan number {expected} of this device has not arrived; this one is kept in line."


class EarlierWaiting(Held):
    """An earlier scan of the same device about the same unit is still waiting."""

    code = "earlier_waiting"
    zh = "此设备对同一旧机较早的扫码仍在等待，本次扫码已保存并排在其后。"
    en = "An earlier scan of this device about the same unit is still waiting; this one is kept in line behind it."


class DeviceUnknown(ScanRefusal):
    """The device is not enrolled by the sender's organisation."""

    code = "device_unknown"
    status = 403
    zh = "此设备未在贵单位登记，请先登记设备。"
    en = "This device is not enrolled by your organisation. Please enrol it first."


class DeviceRevoked(ScanRefusal):
    """The device was reported lost or retired."""

    code = "device_revoked"
    status = 403
    zh = "此设备已停用，不能再上传；请使用已登记的设备。"
    en = "This device was revoked and can no longer send. Please use an enrolled one."


class DeviceSeqReused(Conflict):
    """Another event of the same device was recorded under this sequence number: the device was wiped or copied."""

    code = "device_seq_reused"
    zh = "此设备的序号 {device_seq} 已用于另一条记录；设备可能被重置，请重新登记设备。"
    en = (
        "Number {device_seq} of this device belongs to another event. If the device was reset, enrol it anew."
    )
