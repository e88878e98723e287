"""`/obj/{code}`: each row of standards §3 by status, media type and headers (S16; control: error_with_200)."""

import statistics
import time

import pytest
import zxingcpp
from PIL import Image

from models.label import Label
from models.label_view import LabelView
from tests.persistence.label_ground import bound_unit, reserved_code
from tradein.codes import issue_load

JSON = {"Accept": "application/json"}
LINKSET = {"Accept": "application/linkset+json"}
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
UNKNOWN = "0123456789ABC"
PERSONAL = ("测试recycler_staff", "recycler_staff0", "12300", "123.00", "price", "account")


@pytest.fixture
def code(session, world) -> str:
    return bound_unit(session, world).code


def test_a_browser_gets_the_page(client, code):
    answer = client.get(f"/obj/{code}", headers=BROWSER)
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    assert "真实标签" in answer.text
    assert "滚筒洗衣机" in answer.text
    assert len(answer.data) < 30 * 1024
    assert set(answer.vary) == {"Accept", "Accept-Language"}
    assert 'rel="linkset"; type="application/linkset+json"' in answer.headers["Link"]
    assert "style-src 'sha256-" in answer.headers["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_nothing_personal_leaves_in_any_form(client, code):
    for headers in (BROWSER, JSON, LINKSET, {**BROWSER, "Accept-Language": "en"}):
        text = client.get(f"/obj/{code}", headers=headers).text
        assert [word for word in PERSONAL if word in text] == []


def test_json_by_accept(client, code):
    answer = client.get(f"/obj/{code}", headers=JSON)
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.json["stage"] == "dismantled"
    assert [stop["progress"] for stop in answer.json["timeline"]] == [
        "done",
        "done",
        "skipped",
        "done",
        "done",
    ]
    assert answer.json["timeline"][0]["steps"][0]["at"] == "2026-09-03T14:05:00+08:00"
    assert {output["name_en"] for output in answer.json["outputs"]} == {"Steel and iron", "Plastics"}


@pytest.mark.parametrize(
    ("query", "headers"), [("", LINKSET), ("?linkType=linkset", BROWSER), ("?linkType=all", JSON)]
)
def test_linkset_by_accept_or_link_type(client, code, query, headers):
    answer = client.get(f"/obj/{code}{query}", headers=headers)
    assert (answer.status_code, answer.mimetype) == (200, "application/linkset+json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    (context,) = answer.json["linkset"]
    assert context.pop("anchor").endswith(f"/obj/{code}")
    assert len(context["https://ref.gs1.org/voc/defaultLink"]) == 1
    assert all(link.keys() == {"href", "type", "title"} for links in context.values() for link in links)


@pytest.mark.parametrize("kind", ["gs1:traceability", "traceability", "https://ref.gs1.org/voc/traceability"])
def test_a_link_type_leads_on_and_passes_the_query(client, code, kind):
    answer = client.get(f"/obj/{code}", query_string={"linkType": kind, "lang": "en"})
    assert answer.status_code == 307
    assert answer.headers["Location"] == f"/obj/{code}?lang=en"
    assert 'rel="linkset"' in answer.headers["Link"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_link_type_we_do_not_have_is_not_found(client, code):
    answer = client.get(f"/obj/{code}?linkType=gs1:hasRetailers")
    assert (answer.status_code, answer.json["code"]) == (404, "link_unknown")


@pytest.mark.parametrize("shape", ["lower", "hyphens", "blanks", "full width"])
def test_other_spellings_move_to_the_canonical_code(client, code, shape):
    spelling = {
        "lower": code.lower(),
        "hyphens": f"{code[:4]}-{code[4:8]}-{code[8:]}",
        "blanks": f"{code[:4]}%20{code[4:]}",
        "full width": chr(ord(code[0]) + 0xFEE0) + code[1:],
    }[shape]
    answer = client.get(f"/obj/{spelling}?lang=en&from=singlemessage")
    assert answer.status_code == 308
    assert answer.headers["Location"] == f"/obj/{code}?lang=en&from=singlemessage"
    assert 'rel="linkset"' in answer.headers["Link"]


def test_a_trailing_slash_is_tolerated(client, code):
    assert client.get(f"/obj/{code}/", headers=BROWSER).status_code == 200


@pytest.mark.parametrize(
    "typed", ["X", "7K3M9QXT4B2AF", "7K3MQ9XT4B2AE", "00000000000001", "UUUUUUUUUUUUU", "你好"]
)
def test_what_is_no_code_is_a_bad_request(client, typed):
    page = client.get(f"/obj/{typed}", headers=BROWSER)
    assert (page.status_code, page.mimetype) == (400, "text/html")
    data = client.get(f"/obj/{typed}", headers=JSON)
    assert (data.status_code, data.mimetype, data.json["code"]) == (
        400,
        "application/problem+json",
        "not_a_code",
    )
    assert client.get(f"/obj/{typed}/qr.svg").status_code == 400


def test_unknown_and_reserved_answer_404_alike(client, session, world):
    reserved = reserved_code(session, world)
    session.commit()
    pages = []
    for code in (UNKNOWN, reserved):
        page = client.get(f"/obj/{code}", headers=BROWSER)
        assert page.status_code == 404
        shown = f"{code[:4]}-{code[4:8]}-{code[8:12]}-{code[12]}"
        pages.append(page.text.replace(code, "C").replace(shown, "C"))
        data = client.get(f"/obj/{code}", headers=JSON)
        assert (data.status_code, data.json["code"]) == (404, "not_found")
        assert client.get(f"/obj/{code}?linkType=all").status_code == 404
    assert _but_the_minute(pages[0]) == _but_the_minute(pages[1])


def _but_the_minute(page: str) -> str:
    return page.partition("查询时间")[0]


def test_a_load_code_has_no_public_page(client):
    load = issue_load(lambda count: bytes(range(count)))
    assert client.get(f"/obj/{load}", headers=BROWSER).status_code == 404


def test_a_void_label_is_gone_and_names_its_successor(client, session, code):
    label = session.get_one(Label, code)
    label.state, label.replaced_by = "void", UNKNOWN
    session.commit()
    page = client.get(f"/obj/{code}", headers=BROWSER)
    assert page.status_code == 410
    assert f"/obj/{UNKNOWN}" in page.text
    assert "滚筒洗衣机" not in page.text
    data = client.get(f"/obj/{code}", headers=JSON)
    assert (data.status_code, data.json["facts"]) == (410, {"replaced_by": UNKNOWN})


@pytest.mark.parametrize("headers", [BROWSER, JSON, LINKSET])
def test_head_is_get_without_body(client, code, headers):
    got, head = client.get(f"/obj/{code}", headers=headers), client.head(f"/obj/{code}", headers=headers)
    assert head.data == b""
    assert head.status_code == got.status_code
    for name in ("Content-Type", "Link", "Vary"):
        assert head.headers[name] == got.headers[name]


def test_options_tells_what_is_allowed(client, code):
    answer = client.options(f"/obj/{code}")
    assert answer.status_code in {200, 204}
    assert {"GET", "HEAD", "OPTIONS"} <= set(answer.headers["Allow"].split(", "))
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_changed_here(client, code, method):
    assert getattr(client, method)(f"/obj/{code}").status_code == 405


@pytest.mark.parametrize(
    ("language", "query", "expected"),
    [
        ("zh-CN", "", "真实标签"),
        ("en-GB,en", "", "Genuine label"),
        ("en", "?lang=zh", "真实标签"),
        ("fr", "", "真实标签"),
    ],
)
def test_language_by_link_then_by_header(client, code, language, query, expected):
    assert (
        expected in client.get(f"/obj/{code}{query}", headers={**BROWSER, "Accept-Language": language}).text
    )


def test_foreign_parameters_of_scanners_do_not_disturb(client, code):
    assert client.get(f"/obj/{code}?from=groupmessage&isappinstalled=0", headers=BROWSER).status_code == 200


def test_looks_are_counted_by_people_only(client, session, code):
    client.get(f"/obj/{code}", headers=JSON)
    client.head(f"/obj/{code}", headers=BROWSER)
    assert "您是第一位" in client.get(f"/obj/{code}", headers=BROWSER).text
    assert "已被查看 2 次" in client.get(f"/obj/{code}", headers=BROWSER).text
    assert session.get_one(LabelView, code).views == 2


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_symbol_is_served(client, code, kind, tmp_path):
    answer = client.get(f"/obj/{code}/qr.{kind}")
    assert answer.status_code == 200
    assert answer.mimetype == {"svg": "image/svg+xml", "png": "image/png"}[kind]
    assert "max-age" in answer.headers["Cache-Control"]
    if kind == "png":
        file = tmp_path / "qr.png"
        file.write_bytes(answer.data)
        assert zxingcpp.read_barcodes(Image.open(file))[0].text.endswith(f"/obj/{code}")


def test_an_unknown_code_takes_as_long_as_a_known_one(client, code):
    """Asked in turn, now one first and now the other; the median of the differences is under ten milliseconds."""

    def spent(asked: str) -> float:
        start = time.perf_counter()
        client.get(f"/obj/{asked}", headers=JSON)
        return time.perf_counter() - start

    differences = []
    for _ in range(30):
        differences.append(spent(code) - spent(UNKNOWN))
        differences.append(-(spent(UNKNOWN) - spent(code)))
    assert abs(statistics.median(differences)) < 0.010
