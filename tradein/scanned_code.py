"""Which of a unit's labels each of its events was scanned from."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from tradein.lifecycle import Step
from tradein.trace import TraceEvent


def name_codes(events: Sequence[TraceEvent], worn: Collection[str]) -> list[TraceEvent]:
    """The events with the codes that were scanned; `worn` are all the unit ever wore, the events come by `seq`.

    An event says its code only where it is another than the one in use: a label put on, or a replaced one scanned.
    """
    put_on = {event.code for event in events if event.step == Step.COMMISSIONING and event.code}
    first = [code for code in worn if code not in put_on]
    in_use = first[0] if len(first) == 1 else None
    told = []
    for event in events:
        if event.step == Step.COMMISSIONING:
            in_use = event.code or in_use
        told.append(replace(event, code=event.code or in_use))
    return told
