"""Contact details: phone and plate forms, and how much of a person a screen may show.

Masks count code points, so 𠮷 is one character. A mask hides the length of a name as well as its letters.
"""

import re
import unicodedata

from tradein.refusal import Refusal
from tradein.resident_id import check_character

# 11 digits; 13-digit numbers are machines' SIM cards. Unverified (domain §5.4).
_MOBILE = re.compile(r"1[3-9][0-9]{9}")

_PROVINCE = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
# GA 36-2018, unverified (domain §5.4): seven characters, or eight for a small or large new-energy vehicle.
_PLATE = re.compile(
    rf"[{_PROVINCE}][A-Z](?:[A-HJ-NP-Z0-9]{{5}}|[DABCEFGHJK][A-HJ-NP-Z0-9][0-9]{{4}}|[0-9]{{5}}[DABCEFGHJK])"
)
_COUNTY = re.compile(
    r"(?:.{1,12}?(?:省|自治区))?(?:.{1,12}?(?:市|自治州|地区|盟))?(?:[^镇乡街路巷号村]{1,10}?(?:区|县|市|旗)(?![区县市旗]))?"
)
_STREET_OFFICE = re.compile(r"[^0-9]{1,12}?(?:街道|苏木|镇|乡)(?![市区县旗])")

_RESIDENT = re.compile(r"[0-9]{15}|[0-9]{17}[0-9X]")
_DIGIT_IN = re.compile(r"[0-9]")
_GAP = re.compile(r"(?<=[0-9])[\s-](?=[0-9])")
_MOBILE_IN = re.compile(r"(?<![0-9])(?:86)?1[3-9][0-9]{9}(?![0-9])")
_RESIDENT_IN = re.compile(r"(?<![0-9])[0-9]{17}[0-9X](?![0-9])")

HIDDEN = "****"


class PhoneMalformed(Refusal):
    """Not a mainland mobile number."""

    code = "phone_malformed"
    zh = "请填写11位手机号码。"
    en = "Please give an 11-digit mainland mobile number."


class PlateMalformed(Refusal):
    """Not a vehicle plate of GA 36-2018."""

    code = "plate_malformed"
    zh = "车牌号格式不正确，例如 鲁P12345 或新能源 鲁PD12345。"
    en = "This is not a vehicle plate, for example 鲁P12345 or, new energy, 鲁PD12345."


def _bare(text: str) -> str:
    return re.sub(r"[\s\-·.‐-―]", "", unicodedata.normalize("NFKC", text)).upper()


def mobile(text: str, field: str | None = "phone") -> str:
    """Eleven digits of a mobile number; +86, blanks and hyphens are forgiven. Raises `phone_malformed`."""
    number = _bare(text)
    for country in ("+86", "0086"):
        number = number.removeprefix(country)
    if not _MOBILE.fullmatch(number):
        raise PhoneMalformed(field)
    return number


def plate(text: str, field: str | None = "plate") -> str:
    """A vehicle plate in upper case without its dot. Raises `plate_malformed`."""
    number = _bare(text)
    if not _PLATE.fullmatch(number):
        raise PlateMalformed(field)
    return number


def mask_name(name: str) -> str:
    """`张**`; a name of a single character shows nothing."""
    bare = name.strip()
    return f"{bare[0]}**" if len(bare) > 1 else "**"


def mask_phone(phone: str) -> str:
    """`138****5678`; anything too short for that shows nothing."""
    return f"{phone[:3]}{HIDDEN}{phone[-4:]}" if len(phone) >= 11 else HIDDEN


def mask_document(number: str) -> str:
    """`110***********002X`: three and four characters of a long number, the last two of a short one."""
    if len(number) >= 15:
        return number[:3] + "*" * (len(number) - 7) + number[-4:]
    return "*" * (len(number) - 2) + number[-2:] if len(number) > 6 else HIDDEN


def mask_address(address: str) -> str:
    """An address down to its street office or town: `聊城市东昌府区柳园街道****`.

    When no street office is recognised the county is the last thing shown, and without a county nothing is.
    """
    bare = "".join(address.split())
    county = _COUNTY.match(bare)
    end = county.end() if county else 0
    office = _STREET_OFFICE.match(bare, end)
    return bare[: office.end() if office else end] + HIDDEN


def holds_personal_number(text: str) -> bool:
    """Whether words hold a mobile or a resident identity number, which must not enter what is never erased."""
    plain = unicodedata.normalize("NFKC", text)
    if not _DIGIT_IN.search(plain):
        return False
    digits = _GAP.sub("", plain.upper())
    if any(check_character(found[:17]) == found[17] for found in _RESIDENT_IN.findall(digits)):
        return True
    return _MOBILE_IN.search(digits) is not None


def names_somebody(login: str) -> bool:
    """Whether a login is somebody's mobile or resident identity number, which never stand in clear."""
    bare = _bare(login)
    return bool(_MOBILE.search(bare) and bare.lstrip("+").isdecimal()) or bool(_RESIDENT.fullmatch(bare))
