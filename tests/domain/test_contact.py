"""Phones, plates and masks: what is accepted, and how little of a person is shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradein import contact


@pytest.mark.parametrize(
    "typed",
    ["13812345678", "138 1234 5678", "+86-138-1234-5678", "008613812345678", "１３８１２３４５６７８"],
)
def test_mobiles_accepted(typed):
    assert contact.mobile(typed) == "13812345678"


@pytest.mark.parametrize(
    "typed", ["", "12812345678", "1381234567", "1064812345678", "063512345678", "1381234567٨"]
)
def test_mobiles_refused(typed):
    with pytest.raises(contact.PhoneMalformed):
        contact.mobile(typed)


@pytest.mark.parametrize(
    ("typed", "plate"),
    [
        ("鲁P·12345", "鲁P12345"),
        ("鲁p a1b2c", "鲁PA1B2C"),
        ("鲁PD12345", "鲁PD12345"),
        ("鲁PFA1234", "鲁PFA1234"),
        ("鲁P12345D", "鲁P12345D"),
    ],
)
def test_plates_accepted(typed, plate):
    assert contact.plate(typed) == plate


@pytest.mark.parametrize(
    "typed", ["", "P12345", "鲁P1234", "鲁PI2345", "鲁PO2345", "某P12345", "鲁P123456", "鲁PL12345"]
)
def test_plates_refused(typed):
    with pytest.raises(contact.PlateMalformed):
        contact.plate(typed)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张**"),
        ("欧阳娜娜", "欧**"),
        ("难", "**"),
        ("", "**"),
        ("𠮷野", "𠮷**"),
        ("John Smith", "J**"),
    ],
)
def test_names(name, shown):
    assert contact.mask_name(name) == shown


def test_phones_and_documents():
    assert contact.mask_phone("13812345678") == "138****5678"
    assert contact.mask_phone("12345") == "****"
    assert contact.mask_document("11010519491231002X") == "110***********002X"
    assert contact.mask_document("H0123456700") == "*********00"
    assert contact.mask_document("EA1") == "****"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("山东省聊城市东昌府区柳园街道花园路12号3单元502", "山东省聊城市东昌府区柳园街道****"),
        ("聊城市东昌府区 柳园街道 花园路12号", "聊城市东昌府区柳园街道****"),
        ("江苏省镇江市京口区大市口街道1号", "江苏省镇江市京口区大市口街道****"),
        ("江西省景德镇市珠山区某路1号", "江西省景德镇市珠山区****"),
        ("东莞市长安镇某某小区5号", "东莞市长安镇****"),
        ("上海市浦东新区张江镇1弄", "上海市浦东新区张江镇****"),
        ("浙江省宁波市镇海区招宝山街道2号", "浙江省宁波市镇海区招宝山街道****"),
        ("河南省新乡市红旗区某路5号", "河南省新乡市红旗区****"),
        ("花园路12号3单元502", "****"),
        ("", "****"),
    ],
)
def test_addresses_stop_at_the_street_office(address, shown):
    assert contact.mask_address(address) == shown


@given(st.text("张𠮷·A1 \n省市区县旗镇街道乡号·", max_size=40))
@settings(max_examples=25)
def test_masks_never_fail_and_never_show_everything(text):
    assert contact.mask_name(text).endswith("**")
    assert contact.mask_address(text).endswith("****")
    assert "*" in contact.mask_phone(text)
    assert "*" in contact.mask_document(text)


@pytest.mark.parametrize(
    "login",
    ["13812345678", "+8613812345678", "138-1234-5678", "11010519491231002x", "110105491231002"],
)
def test_logins_that_name_somebody(login):
    assert contact.names_somebody(login)


@pytest.mark.parametrize("login", ["wang", "wang13812345678", "12345", "u-20261121", "13812345678@x"])
def test_logins_that_name_nobody(login):
    assert not contact.names_somebody(login)


@pytest.mark.parametrize(
    "words",
    [
        "请打13812345678",
        "电话：138-1234-5678，下午",
        "+86 138 1234 5678",
        "１３８１２３４５６７８",
        "身份证11010519491231002x",
        "370102 19900307 0016 号",
    ],
)
def test_words_with_a_persons_number(words):
    assert contact.holds_personal_number(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "2026-11-21 08:30 上门无人",
        "订单 JD20261121XBYED2K",
        "联单 20263715000001",
        "12812345678",
        "1381234567",
        "913812345678",
        "370102199003070017",
        "重量 138.5 公斤",
    ],
)
def test_words_without(words):
    assert not contact.holds_personal_number(words)


@pytest.mark.parametrize(
    ("reading", "field", "code"),
    [(contact.mobile, "phone", "phone_malformed"), (contact.plate, "plate", "plate_malformed")],
)
def test_what_is_refused_names_its_field(reading, field, code):
    with pytest.raises(contact.Refusal) as refused:
        reading("~P12345")
    assert (refused.value.field, refused.value.code) == (field, code)


@pytest.mark.parametrize(
    ("number", "shown"),
    [("110105491231002", "110********1002"), ("1234567", "*****67"), ("123456", "****")],
)
def test_how_much_of_a_document_is_shown_by_its_length(number, shown):
    assert contact.mask_document(number) == shown


def test_words_without_a_digit_hold_no_number():
    assert contact.holds_personal_number("家里没人") is False
    assert not contact.names_somebody("~13812345678")
