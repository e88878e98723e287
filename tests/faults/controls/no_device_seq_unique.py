"""Device numbers taken as a mere remark: no gap holds anything, no number is used once (H10)."""

import pytest

from tradein.device_order import DeviceOrder


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DeviceOrder, "check", lambda _self, _item, **_options: None)
    monkeypatch.setattr(DeviceOrder, "advance", lambda _self, _scan: None)
