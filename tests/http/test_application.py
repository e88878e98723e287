"""Organisations ask, bureaus decide: what they have read, what is theirs to decide, and never their own."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from models.application import Application, ApplicationLog
from models.licence_watch import LicenceNotice, announce_endings
from models.party import Licence, Organisation
from tests.http.pictures import jpeg
from tests.http.test_parties import application, sign_in

REASON = "材料齐全，现场核验通过"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
RENEWAL = {"kind": "dismantling", "number": "LIC-D030", "valid_from": "2036-01-01", "valid_to": "2040-12-31"}


def register(client, **changed):
    made = client.post("/api/v1/organisations", json=application(**changed))
    assert made.status_code == 201, made.json
    return made.json["id"]


def officer(world, role="district_officer", number=0):
    return world.person(role, number).session_headers()


def listed(client, headers, query=""):
    return client.get(f"/api/v1/applications{query}", headers=headers).json["items"]


def judge(client, path, verdict, headers, **said):
    body = {"reason": REASON, "version": 1, **said}
    return client.post(f"/api/v1/applications/{path}/{verdict}", json=body, headers=headers)


def ask(client, headers, **said):
    return client.post(
        "/api/v1/applications", json={"kind": "licence", "licences": [RENEWAL], **said}, headers=headers
    )


def attach(
    client, headers, application_id, body=None, shows="dismantling", name="处理资格证书", media="image/jpeg"
):
    return client.post(
        f"/api/v1/applications/{application_id}/documents",
        query_string={"shows": shows, "name": name},
        data=jpeg(61) if body is None else body,
        headers=headers,
        content_type=media,
    )


def boss(session, world, role="dismantler"):
    """The plant's first person, made its manager."""
    from models.party import Membership

    person = world.person(role)
    session.get(Membership, person.membership_id).manager = True
    session.commit()
    return person.session_headers()


# --- Coming in --------------------------------------------------------------------------------------------------------


def test_a_registration_is_returned_corrected_and_approved(client, world, session):
    organisation = register(client)
    (seen,) = listed(client, officer(world), "?state=submitted")
    assert (seen["kind"], seen["organisation"]["id"], seen["version"]) == ("registration", organisation, 1)
    remarks = [{"field": "licences.0.number", "remark": "备案编号与附件不符"}]
    returned = judge(client, seen["id"], "return", officer(world), remarks=remarks)
    assert (returned.status_code, returned.json["state"]) == (200, "returned"), returned.json
    # The applicant is a consumer to the platform until then, and sees their own application.
    me = sign_in(client)
    headers = {"Origin": "http://localhost", "X-CSRF-Token": me.json["csrf_token"]}
    mine = client.get(f"/api/v1/applications/{seen['id']}").json
    assert mine["log"][-1]["remarks"] == remarks
    corrected = {
        "name": "东昌府再生资源有限公司",
        "region": "371502",
        "licences": [{**RENEWAL, "kind": "recycling"}],
    }
    again = client.put(f"/api/v1/applications/{seen['id']}", json=corrected, headers=headers)
    assert (again.status_code, again.json["state"], again.json["version"]) == (200, "submitted", 2), (
        again.json
    )
    stale = judge(client, seen["id"], "approve", officer(world))
    assert (stale.status_code, stale.json["code"]) == (409, "application_changed")
    done = judge(client, seen["id"], "approve", officer(world), version=2)
    assert (done.status_code, done.json["state"]) == (200, "approved"), done.json
    session.expire_all()
    assert session.get(Organisation, UUID(organisation)).state == "active"
    licences = session.scalars(select(Licence).where(Licence.organisation_id == UUID(organisation))).all()
    assert [(licence.kind, licence.number) for licence in licences] == [("recycling", "LIC-D030")]
    actions = session.scalars(select(ApplicationLog.action).order_by(ApplicationLog.id)).all()
    assert actions == ["submit", "return", "resubmit", "approve"]


def test_nothing_stated_counts_before_it_is_approved(client, world, session):
    organisation = register(client)
    assert session.scalars(select(Licence).where(Licence.organisation_id == UUID(organisation))).all() == []


def test_a_plant_is_decided_by_the_city(client, world):
    register(client, kind="dismantler", licences=[])
    (seen,) = listed(client, officer(world))
    low = judge(client, seen["id"], "approve", officer(world))
    assert (low.status_code, low.json["code"]) == (403, "bureau_too_low")
    assert judge(client, seen["id"], "approve", officer(world, "city_officer")).status_code == 200


def test_a_plants_licence_is_not_let_in_unseen(client, world):
    register(client, kind="dismantler", licences=[RENEWAL])
    (seen,) = listed(client, officer(world, "city_officer"))
    unseen = judge(client, seen["id"], "approve", officer(world, "city_officer"))
    assert (unseen.status_code, unseen.json["code"]) == (409, "documents_missing")
    assert unseen.json["facts"]["missing"] == ["dismantling"]


@pytest.mark.control("unscoped_query")
def test_only_the_bureaus_of_the_place_see_it(client, world):
    register(client)
    for role, number, seen in (
        ("district_officer", 0, 1), ("district_officer", 1, 0), ("city_officer", 0, 1), ("city_officer", 1, 0),
        ("province_officer", 0, 1), ("auditor", 0, 1), ("recycler_manager", 0, 0), ("consumer", 0, 0),
    ):  # fmt: skip
        assert len(listed(client, officer(world, role, number))) == seen, role


@pytest.mark.control("unscoped_query")
def test_a_foreign_bureaus_word_finds_nothing(client, world):
    register(client)
    (seen,) = listed(client, officer(world))
    for verdict, said in (
        ("approve", {}),
        ("refuse", {}),
        ("return", {"remarks": [{"field": "x", "remark": "y"}]}),
    ):
        foreign = judge(client, seen["id"], verdict, officer(world, "city_officer", 1), **said)
        absent = judge(client, uuid4(), verdict, officer(world, "city_officer", 1), **said)
        assert foreign.status_code == absent.status_code == 404
        assert {**foreign.json, "request_id": ""} == {**absent.json, "request_id": ""}


def test_nobody_decides_what_they_asked(client, world, session):
    register(client)
    row = session.scalars(select(Application)).one()
    row.submitted_by = world.person("district_officer").account_id
    session.commit()
    reply = judge(client, row.id, "approve", officer(world))
    assert (reply.status_code, reply.json["code"]) == (403, "forbidden")


@pytest.mark.parametrize("first", ["approve", "refuse"])
def test_a_decision_stands(client, world, first):
    register(client)
    (seen,) = listed(client, officer(world))
    assert judge(client, seen["id"], first, officer(world)).status_code == 200
    for verdict in ("approve", "refuse"):
        again = judge(client, seen["id"], verdict, officer(world, "city_officer"))
        assert (again.status_code, again.json["code"]) == (409, "application_moved")


def test_a_withdrawn_registration_is_decided_by_nobody(client, world):
    register(client)
    (seen,) = listed(client, officer(world))
    me = sign_in(client)
    headers = {"Origin": "http://localhost", "X-CSRF-Token": me.json["csrf_token"]}
    gone = client.post(f"/api/v1/applications/{seen['id']}/withdraw", headers=headers)
    assert gone.json["state"] == "withdrawn"
    assert judge(client, seen["id"], "approve", officer(world)).status_code == 409


# --- Changing, renewing -----------------------------------------------------------------------------------------------


def test_a_licence_is_renewed_with_its_paper(client, world, session):
    headers = boss(session, world)
    made = ask(client, headers)
    assert made.status_code == 201, made.json
    path = made.json["id"]
    city = officer(world, "city_officer")
    assert judge(client, path, "approve", city).json["code"] == "documents_missing"
    assert attach(client, headers, path).status_code == 201
    assert judge(client, path, "approve", city).json["code"] == "application_changed"
    shown = client.get(f"/api/v1/applications/{path}", headers=city).json
    assert [(paper["shows"], paper["name"]) for paper in shown["documents"]] == [
        ("dismantling", "处理资格证书")
    ]
    opened = client.get(shown["documents"][0]["url"], headers=city)
    assert (opened.status_code, opened.mimetype) == (200, "image/jpeg")
    assert judge(client, path, "approve", city, version=2).status_code == 200
    plant = client.get(f"/api/v1/organisations/{world.organisation('dismantler').id}", headers=headers).json
    assert {(one["number"], one["standing"]) for one in plant["licences"]} >= {("LIC-D030", "not_yet")}


def test_one_of_a_kind_at_a_time(client, world, session):
    headers = boss(session, world)
    assert ask(client, headers).status_code == 201
    again = ask(client, headers)
    assert (again.status_code, again.json["code"]) == (409, "application_open")
    assert ask(client, headers, kind="amendment", licences=[], name="新名字").status_code == 201


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"licences": []}, "nothing_applied"),
        ({"kind": "amendment", "licences": []}, "nothing_applied"),
        ({"licences": [{**RENEWAL, "valid_to": "2030-01-01"}]}, "term_inverted"),
        ({"kind": "registration"}, "invalid_input"),
        ({"kind": "amendment", "region": "999999"}, "region_unknown"),
    ],
)
def test_a_wrong_wish_is_named(client, world, session, said, code):
    reply = ask(client, boss(session, world), **said)
    assert (reply.status_code, reply.json["code"]) == (422, code), reply.json


def test_staff_and_officers_ask_for_nothing(client, world):
    for role in ("recycler_staff", "dismantler", "district_officer", "consumer"):
        assert ask(client, officer(world, role)).status_code == 403, role


def test_an_amendment_takes_effect_with_the_approval(client, world, session):
    headers = world.person("recycler_manager").session_headers()
    made = ask(client, headers, kind="amendment", licences=[], name="改名后的公司")
    assert session.get(Organisation, world.organisation("recycler").id).name != "改名后的公司"
    assert judge(client, made.json["id"], "approve", officer(world)).status_code == 200
    session.expire_all()
    assert session.get(Organisation, world.organisation("recycler").id).name == "改名后的公司"


# --- Papers -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def open_one(client, world, session):
    headers = boss(session, world)
    return headers, ask(client, headers).json["id"]


def test_a_pdf_is_kept_as_it_is_and_only_handed_out(client, world, open_one):
    headers, path = open_one
    made = attach(client, headers, path, PDF, name="证书", media="application/pdf")
    assert (made.status_code, made.json["media_type"]) == (201, "application/pdf"), made.json
    reply = client.get(made.json["url"], headers=headers)
    assert reply.data == PDF
    assert reply.headers["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in reply.headers["Content-Security-Policy"]
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"%PDF-1.4\n", 422),
        (PDF[:40], 422),
        (PDF + b"<script>alert(1)</script>", 422),
        (PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), 422),
        (PDF.replace(b"/Catalog", b"/Catalog/AA<</O<</S/J#61vaScript>>>>"), 422),
        (PDF.replace(b"/Catalog", b"/Catalog/A<</S/Launch/F(cmd.exe)>>"), 422),
        (PDF.replace(b"/Catalog", b"/Catalog/Names<</EmbeddedFiles 2 0 R>>"), 422),
        (PDF.replace(b"trailer<<", b"trailer<</Encrypt 5 0 R"), 422),
        (PDF.replace(b"%PDF-1.4", b"%PDF-9.9"), 415),
        (b"GIF89a" + PDF, 415),
        (b"PK\x03\x04 a word document", 415),
        (b"\xff\xd8\xff<script>alert(1)</script>", 415),
        (b"", 422),
    ],
)
@pytest.mark.control("magic_bytes_only")
def test_a_bad_paper_is_refused(client, world, open_one, body, status):
    headers, path = open_one
    reply = attach(client, headers, path, body, media="application/pdf")
    assert reply.status_code == status, reply.json
    assert client.get(f"/api/v1/applications/{path}", headers=headers).json["documents"] == []


def test_a_paper_is_put_to_ones_own_open_application(client, world, session, open_one):
    headers, path = open_one
    foreign = attach(client, world.person("recycler_manager").session_headers(), path)
    assert foreign.status_code == 404
    assert attach(client, officer(world, "city_officer"), path).status_code == 403
    first, again = attach(client, headers, path), attach(client, headers, path)
    assert first.json["id"] == again.json["id"]
    where = f"/api/v1/applications/{path}/documents/{first.json['id']}"
    assert client.delete(where, headers=world.person("recycler_manager").session_headers()).status_code == 404
    assert client.delete(where, headers=headers).status_code == 204
    assert client.delete(where, headers=headers).status_code == 404
    client.post(f"/api/v1/applications/{path}/withdraw", headers=headers)
    late = attach(client, headers, path)
    assert (late.status_code, late.json["code"]) == (409, "application_moved")


@pytest.mark.control("link_for_anybody")
def test_a_papers_link_is_for_one_person(client, world, open_one):
    headers, path = open_one
    url = attach(client, headers, path).json["url"]
    assert client.get(url, headers=headers).status_code == 200
    assert client.get(url, headers=officer(world, "city_officer")).json["code"] == "link_ended"
    assert client.get(url, headers=officer(world, "city_officer", 1)).status_code == 404


def test_papers_are_counted(client, world, open_one, monkeypatch):
    monkeypatch.setattr("models.application_document.MOST_DOCUMENTS", 1)
    headers, path = open_one
    assert attach(client, headers, path).status_code == 201
    full = attach(client, headers, path, shows="other")
    assert (full.status_code, full.json["code"]) == (409, "too_many_documents")


# --- Ends -------------------------------------------------------------------------------------------------------------


def test_an_ending_licence_is_announced_once_a_threshold(client, world, session):
    plant = world.organisation("dismantler").id
    licence = session.scalars(select(Licence).where(Licence.organisation_id == plant)).one()
    today = datetime(2026, 11, 21, 4, tzinfo=UTC)
    licence.valid_to = date(2026, 12, 11)
    session.commit()
    assert [announce_endings(session, today), announce_endings(session, today)] == [1, 0]
    assert announce_endings(session, today + timedelta(days=14)) == 1
    assert announce_endings(session, today + timedelta(days=21)) == 1
    session.commit()
    thresholds = session.scalars(select(LicenceNotice.threshold).order_by(LicenceNotice.id)).all()
    assert thresholds == [30, 7, -1]
    readers = {"the plant": boss(session, world), "its city": officer(world, "city_officer")}
    others = {"another city": officer(world, "city_officer", 1), "a warehouse": officer(world, "warehouse")}
    for who, headers in {**readers, **others}.items():
        reply = client.get("/api/v1/organisations/licence-notices", headers=headers)
        assert len(reply.json["items"]) == (3 if who in readers else 0), who


def test_a_renewal_starts_the_notices_anew(session, world):
    plant = world.organisation("dismantler").id
    licence = session.scalars(select(Licence).where(Licence.organisation_id == plant)).one()
    licence.valid_to = date(2026, 11, 25)
    session.flush()
    today = datetime(2026, 11, 21, 4, tzinfo=UTC)
    assert announce_endings(session, today) == 1
    licence.valid_to = date(2031, 11, 25)
    session.flush()
    assert announce_endings(session, today) == 0
    assert announce_endings(session, datetime(2031, 11, 20, 4, tzinfo=UTC)) >= 1


@pytest.mark.parametrize(
    ("ends", "standing", "left"),
    [("2000-02-01", "expired", None), ("2099-01-01", "valid", None)],
)
def test_a_licence_says_how_it_stands(client, world, session, ends, standing, left):
    plant = world.organisation("dismantler").id
    licence = session.scalars(select(Licence).where(Licence.organisation_id == plant)).one()
    licence.valid_from, licence.valid_to = date(2000, 1, 1), date.fromisoformat(ends)
    session.commit()
    reply = client.get(f"/api/v1/organisations/{plant}", headers=officer(world, "dismantler"))
    (shown,) = reply.json["licences"]
    assert shown["standing"] == standing
    assert (shown["days_left"] < 0) == (standing == "expired")
    assert left is None
