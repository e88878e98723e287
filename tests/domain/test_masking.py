"""What each level shows of each kind of value; the whole product, so that no pair is forgotten."""

import pytest

from tradein import permissions
from tradein.masking import MASKS, Level, PersonalField, shown, unmasked

VALUES = {
    PersonalField.NAME: ("\U00020bb7野", "\U00020bb7**"),
    PersonalField.PHONE: ("13812345678", "138****5678"),
    PersonalField.ADDRESS: ("聊城市东昌府区柳园街道某路1号", "聊城市东昌府区柳园街道****"),
    PersonalField.DOCUMENT: ("11010519491231002X", "110***********002X"),
}


def test_every_kind_has_its_mask():
    assert MASKS.keys() == set(PersonalField) == VALUES.keys()


@pytest.mark.parametrize("kind", PersonalField)
@pytest.mark.parametrize("level", Level)
def test_levels_and_kinds(level, kind):
    clear, mask = VALUES[kind]
    expected = {
        Level.NONE: None,
        Level.MASKED: mask,
        # A document number is in clear at no level.
        Level.FULL: mask if kind is PersonalField.DOCUMENT else clear,
    }
    assert shown(level, kind, clear) == expected[level]


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_stays_nothing(level, nothing):
    assert shown(level, PersonalField.NAME, nothing) is None
    assert unmasked(nothing) is None


def test_unmasked_is_the_whole():
    assert unmasked("11010519491231002X") == "11010519491231002X"


def test_levels_are_those_of_the_permission_table():
    assert [level.value for level in Level] == ["none", "masked", "full"]
    assert [kind.value for kind in PersonalField] == ["name", "phone", "address", "document"]
    granted = {
        grant.pii
        for resource in permissions.table().resources.values()
        for grants in resource.values()
        for grant in grants
    }
    assert granted == {level.value for level in Level}
