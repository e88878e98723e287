"""The reader of bodies, on its own."""

import time
from decimal import Decimal

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.strict_json import MAX_DEPTH, Unreadable, parse


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "syntax"),
        (b"{", "syntax"),
        (b"null", "not_an_object"),
        (b"[]", "not_an_object"),
        (b'"text"', "not_an_object"),
        (b'{"a":1} x', "syntax"),
        (b"\xef\xbb\xbf{}", "syntax"),
        ('{"a":1}'.encode("utf-16"), "not_utf8"),
        ('{"a":1}'.encode("utf-16-le"), "syntax"),
        ('{"a":"张三"}'.encode("gb18030"), "not_utf8"),
        (b'{"a":"\xed\xa0\x80"}', "not_utf8"),
        (b'{"a":1,"a":2}', "duplicate_key"),
        (b'{"a":{"b":1,"b":1}}', "duplicate_key"),
        (rb'{"a":1,"\u0061":2}', "duplicate_key"),
        (b'{"a":NaN}', "not_a_number"),
        (b'{"a":[-Infinity]}', "not_a_number"),
        (b'{"a":1e400}', "number_out_of_range"),
        (b'{"a":1e20}', "number_out_of_range"),
        (b'{"a":1e-400}', "number_out_of_range"),
        (b'{"a":0e99999}', "number_out_of_range"),
        (b'{"a":1e99999999999999999999}', "number_out_of_range"),
        (b'{"a":0.' + b"1" * 80 + b"}", "number_too_long"),
        (b'{"a":99999999999999999999}', "number_too_long"),
        (b'{"a":' + b"9" * 5000 + b"}", "number_too_long"),
        (b'{"a":"x\x00y"}', "syntax"),
        (rb'{"a":"x\u0000y"}', "nul_character"),
        (rb'{"a\u0000":1}', "nul_character"),
        (rb'{"a":[{"b":"\u0000"}]}', "nul_character"),
        (rb'{"a":"\ud800"}', "lone_surrogate"),
        (rb'{"a":"\udc00\ud800"}', "lone_surrogate"),
        (b"[" * 100_000, "too_deep"),
        (b'{"a":' + b"[" * 20_000 + b"]" * 20_000 + b"}", "too_deep"),
        (b'{"a":' + b"[" * MAX_DEPTH + b"]" * MAX_DEPTH + b"}", "too_deep"),
    ],
)
def test_unreadable(raw, reason):
    with pytest.raises(Unreadable) as refusal:
        parse(raw)
    assert refusal.value.facts["reason"] == reason


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (r'"a\u0000"', "scans.1.x"),
        (r'"\ud800"', "scans.1.x"),
        ("NaN", "scans.1.x"),
        ("1e400", "scans.1.x"),
        ("9" * 23, "scans.1.x"),
        ('{"k":1,"k":2}', "scans.1.x.k"),
        ('[0,{"y":-Infinity}]', "scans.1.x.1.y"),
        (r'{"k\u0000":1}', "scans.1.x"),
        (r'{"\ud800":1,"\ud800":2}', "scans.1.x.?"),
        ('"', None),
    ],
)
def test_the_field_is_named_and_what_to_do(wrong, field):
    with pytest.raises(Unreadable) as refusal:
        parse(f'{{"n":1.5,"scans":[{{"x":"\\u00e9"}},{{"x":{wrong}}}]}}'.encode())
    assert refusal.value.field == field
    for language in ("zh", "en"):
        said = refusal.value.sentence(language)
        assert not {"{", "}", "_"} & set(said)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b"{}", {}),
        (rb'{"a":"\ud842\udfb7"}', {"a": "𠮷"}),
        (rb'{"a":"\\u0000"}', {"a": r"\u0000"}),
        ('{"n":"𠮷·买买提"}'.encode(), {"n": "𠮷·买买提"}),
        (b'{"a":-9223372036854775808}', {"a": -(2**63)}),
        (b'{"a":115.98}', {"a": Decimal("115.98")}),
        (b'{"a":0.0}', {"a": Decimal("0.0")}),
        (b'{"a":' + b"[" * (MAX_DEPTH - 1) + b"]" * (MAX_DEPTH - 1) + b"}", None),
    ],
)
def test_readable(raw, value):
    found = parse(raw)
    assert value is None or found == value


TEXT = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(TEXT, JSON, max_size=5))
def test_whatever_is_well_formed_comes_through_unchanged(value):
    assert parse(orjson.dumps(value)) == value


@given(st.binary(max_size=300))
def test_noise_is_read_or_refused_and_nothing_else(raw):
    try:
        parse(raw)
    except Unreadable:
        return


@pytest.mark.long
def test_a_thousand_scans_are_read_in_milliseconds():
    scan = {f"field_{number}": number if number % 3 else f"text {number}" for number in range(12)}
    raw = orjson.dumps({"scans": [scan] * 1000})
    taken = []
    for _ in range(20):
        start = time.perf_counter()
        parse(raw)
        taken.append(time.perf_counter() - start)
    print(f"{len(raw)} bytes in {min(taken) * 1000:.1f} ms")
