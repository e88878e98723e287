"""A whole life: two fridges and a washing machine in 聊城, from the first quote to materials and figures.

Read it as a story; `docs/journeys.md` is rendered from it, `test_life.py` tells it to the API.
"""

from tests.journeys.booking_life import BOOKING, DISPATCH
from tests.journeys.door_life import AT_THE_DOOR
from tests.journeys.oversight_life import OVERSIGHT
from tests.journeys.plant_life import DISMANTLING, STOCK
from tests.journeys.transport_life import HANDOVER, WAREHOUSE

LIFE = (BOOKING, DISPATCH, AT_THE_DOOR, WAREHOUSE, HANDOVER, DISMANTLING, STOCK, OVERSIGHT)
