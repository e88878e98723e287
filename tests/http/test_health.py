"""Probes say what they looked at, and nothing about versions."""

import pytest
from sqlalchemy.exc import OperationalError

from api.routes import health


def test_alive_without_a_database(client):
    assert client.get("/healthz").json == {"status": "alive"}


def test_ready(client, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE", 0)
    reply = client.get("/readyz")
    assert reply.status_code == 200, reply.json
    assert reply.json == {"status": "ready", "database": "ok", "migration": "ok", "disk": "ok"}


@pytest.mark.parametrize(
    ("look", "name"),
    [("_database_writes", "database"), ("_schema_is_current", "migration"), ("_disk_has_room", "disk")],
)
def test_not_ready_names_what_fails(client, monkeypatch, look, name):
    monkeypatch.setattr(health, look, lambda _: False)
    reply = client.get("/readyz")
    assert reply.status_code == 503
    assert reply.json["code"] == "not_ready"
    assert reply.json["facts"]["failing"] == [name]
    assert "Retry-After" in reply.headers


def test_who_asks_often_is_told_what_was_found_a_moment_ago(client, monkeypatch):
    looked = []

    def look(_):
        looked.append(1)
        return True

    monkeypatch.setattr(health, "LEAST_FREE", 0)
    monkeypatch.setattr(health, "_database_writes", look)
    assert {client.get("/readyz").status_code for _ in range(20)} == {200}
    assert len(looked) == 1
    later = health.monotonic() + health.FRESH_S
    monkeypatch.setattr(health, "monotonic", lambda: later)
    monkeypatch.setattr(health, "_database_writes", lambda _: False)
    assert client.get("/readyz").status_code == 503


def test_a_silent_database_is_busy_not_broken(client, monkeypatch):
    def silent(_session):
        raise OperationalError("SELECT 1", {}, __import__("psycopg").OperationalError("gone"))

    monkeypatch.setattr(health, "_database_writes", silent)
    reply = client.get("/readyz")
    assert reply.status_code == 503
    assert reply.json["code"] == "busy"
    assert reply.headers["Retry-After"]


def test_the_probe_leaves_nothing(client, session):
    from sqlalchemy import func, select

    from models.probe import Probe

    client.get("/readyz")
    assert session.scalar(select(func.count()).select_from(Probe)) == 0
