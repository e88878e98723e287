"""Two pictures that show nearly the same share a band, and only they are compared."""

from hypothesis import given
from hypothesis import strategies as st

from tradein.photo import BANDS, BITS, NEAR, Purpose, action_of, bands, distance, tells_nothing

HASHES = st.integers(-(2**63), 2**63 - 1)


@given(HASHES, st.sets(st.integers(0, BITS - 1), max_size=NEAR))
def test_what_is_near_shares_a_band(dhash, flipped):
    raw = dhash & (1 << BITS) - 1
    for bit in flipped:
        raw ^= 1 << bit
    other = raw - (1 << BITS) if raw >> BITS - 1 else raw
    assert distance(dhash, other) == len(flipped)
    assert set(bands(dhash)) & set(bands(other))


@given(HASHES)
def test_bands_are_small_numbers_each_in_its_place(dhash):
    found = bands(dhash)
    assert len(set(found)) == BANDS
    assert [band >> 16 for band in found] == list(range(BANDS))
    assert distance(dhash, dhash) == 0


def test_a_plain_surface_says_nothing():
    assert tells_nothing(0)
    assert tells_nothing(-1)
    assert tells_nothing(7)
    assert not tells_nothing(0x0F0F0F0F0F0F0F0F)


def test_an_invoice_is_an_action_of_its_own():
    assert action_of(Purpose.INVOICE) == "attach_invoice"
    assert action_of(Purpose.PICKUP) is None
