"""Passwords that are guessed first are refused, and none other."""

from contextlib import nullcontext

import pytest

from tradein.password_policy import (
    LONGEST,
    REMEMBERED,
    SHORTEST,
    PasswordExpired,
    PasswordTooWeak,
    PasswordUsedBefore,
    check,
    common,
)


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
        "a1b2c3d4" * (LONGEST // 8),
        "a1b2c" * 2,
        "is-li-so-lucky-today",
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
        "a1b2" * 3,
        "a1b2c3d4e" * 14 + "f5g",
        "ijklmnopqrst",
        "tsrqponmlkji",
        "Wangfang-2026!",
        "my number 13812345678",
    ],
)
def test_easy_ones_are_refused(password):
    with pytest.raises(PasswordTooWeak) as refused:
        check(password, ["wangfang", "13812345678"], "new")
    assert refused.value.field == "new"
    with pytest.raises(PasswordTooWeak) as unnamed:
        check(password, ["wangfang", "13812345678"])
    assert unnamed.value.field == "password"


def test_the_list_holds_what_is_tried_first():
    assert len(common()) > 200
    assert all(word == word.casefold() for word in common())
    assert {"1qaz2wsx3edc", "woaini1314", "admin@123456"} <= common()


@pytest.mark.parametrize(
    ("word", "taken"),
    [
        ("l", True),
        ("li", True),
        ("lie", True),
        ("lied", False),
        ("王", True),
        ("王芳", False),
        # The last sign of ASCII and the first after it.
        ("\x7fq", True),
        ("\x80q", False),
    ],
)
def test_ones_own_words_are_found_where_that_is_no_accident(word, taken):
    password = f"x7Kq!{word}m2Vt9"
    with nullcontext() if taken else pytest.raises(PasswordTooWeak):
        check(password, [word])


def test_how_much_is_asked_and_remembered_is_what_is_promised():
    assert (SHORTEST, LONGEST, REMEMBERED) == (10, 128, 5)
    assert [
        (fault.code, fault.status) for fault in (PasswordTooWeak, PasswordUsedBefore, PasswordExpired)
    ] == [
        ("password_too_weak", 422),
        ("password_used_before", 422),
        ("password_expired", 403),
    ]
