"""Every route declares its permission, and the door keeps it."""

import pytest

from api.app import create_app
from api.blueprint import Blueprint
from api.permit import UndeclaredRoute, needs, permit
from tests.http.hostile import targets
from tradein import permissions


def _blueprint(decorate):
    blueprint = Blueprint("extra", __name__, url_prefix="/extra")
    decorate(blueprint)
    return blueprint


def _bare(blueprint):
    @blueprint.get("")
    def peek():
        return {}


def _impossible(blueprint):
    @blueprint.get("")
    @permit("service", "export")
    def peek():
        return {}


def _unknown(blueprint):
    @blueprint.get("")
    @permit("treasure", "read")
    def peek():
        return {}


def _two_methods(blueprint):
    @blueprint.route("", methods=["GET", "POST"])
    @permit("service", "read")
    def peek():
        return {}


@pytest.mark.control("route_without_policy")
@pytest.mark.parametrize("fault", [_bare, _impossible, _unknown, _two_methods])
def test_an_application_with_a_gap_does_not_start(settings, fault):
    with pytest.raises(UndeclaredRoute, match=r"extra\.peek"):
        create_app(settings, extra=[_blueprint(fault)])


def test_every_endpoint_and_method_has_a_need(app):
    assert {(endpoint, method) for endpoint, method, _ in needs(app)} == app.extensions["needs"].keys()


def test_the_door_agrees_with_the_table_for_every_role(app, client, world, sign_in):
    """Who the table denies everything is turned away before the view: 401 for the public, 403 for others."""
    wrong = []
    for target in targets(app, "GET"):
        for role in permissions.table().roles:
            headers = {} if role == "public" else sign_in(role)
            status = client.get(target.path, headers=headers).status_code
            open_door = _may_try(world, role, target.need)
            if open_door == (status in {401, 403}):
                wrong.append((role, target.path, status))
    assert not wrong


def _may_try(world, role, need):
    asked = need.asked
    if permissions.grants(None, *asked):
        return True
    if role == "public":
        return False
    actor = world.actor(role)
    if role == "integration_client":
        # Keys of the test world carry every scope.
        return bool(permissions.granted(role, *asked))
    return bool(permissions.grants(actor, *asked))


def test_public_routes_do_not_ask_who_comes(client, world, sign_in, assert_queries):
    with assert_queries(0):
        assert client.get("/api/v1/nothing-here", headers=sign_in("consumer")).status_code == 404


def test_a_route_without_a_body_takes_none(client, world, sign_in):
    path = f"/api/v1/accounts/{world.person('recycler_staff').membership_id}/end"
    reply = client.post(path, json={"force": True}, headers=sign_in("recycler_manager"))
    assert reply.status_code == 422
    assert reply.json["errors"][0]["field"] == "force"
