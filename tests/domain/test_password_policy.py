"""Passwords that are guessed first are refused, and none other."""

import pytest

from tradein.password_policy import LONGEST, PasswordTooWeak, check, common


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "chain-of-custody-2026",
        "今天天气很好我们去公园走走",
        "𠮷野家的牛肉饭很好吃呀真的",
        "lotus-heron-ferry-4821",
        "x7Kq!m2Vt9",
        "a1b2c3d4e5" * (LONGEST // 10),
    ],
)
def test_good_ones_are_taken(password):
    check(password, ["wangfang", None, "li"])


@pytest.mark.parametrize(
    "password",
    [
        "x7Kq!m2Vt",
        "a1b2c3d4e5" * 13,
        "Password123",
        "ＰＡＳＳＷＯＲＤ１２３",
        "1234567890",
        "9876543210",
        "zyxwvutsrqpon",
        "abababababab",
        "aaaaaaaaaaaa",
        "Wangfang-2026!",
        "my number 13812345678",
    ],
)
def test_easy_ones_are_refused(password):
    with pytest.raises(PasswordTooWeak) as refused:
        check(password, ["wangfang", "13812345678"], "new")
    assert refused.value.field == "new"


def test_the_list_holds_what_is_tried_first():
    assert len(common()) > 200
    assert all(word == word.casefold() for word in common())
    assert {"1qaz2wsx3edc", "woaini1314", "admin@123456"} <= common()
