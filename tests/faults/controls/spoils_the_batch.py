"""What breaks a rule of the database is nobody's in particular: batch, device, load and sweep go with it."""

import pytest

from models import ledger, ledger_trial


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    def told_to_all(session, ground, sent, unread=()):
        made = ledger.weigh_sent(session, ground, sent, unread)
        ledger.write(session, made, ground.now)
        return made

    monkeypatch.setattr(ledger, "broken_rule", lambda _error: None)
    monkeypatch.setattr(ledger, "record", told_to_all)
    monkeypatch.setattr(ledger_trial.Trial, "_without_the_guilty", _give_up)


def _give_up(_trial: object, _items: object) -> None:
    raise ledger_trial.Spoiled("whose it is was never asked")
