"""Tells a life to the real HTTP interface, step by step, and checks what must hold after each."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pypdfium2
import zxingcpp

from tests.journeys.steps import FOLD, LABEL, RECOUNT, Chapter, Step

_NAME = re.compile(r"\{([a-z][a-z0-9_]*|id:[^}]+)\}")
_FILTER = re.compile(r"(\w*)\[(\w+)=([^\]]+)\]")
_DOT = re.compile(r"\.(?![^\[]*\])")
PAGE = "text/html,application/xhtml+xml;q=0.9"


class Telling:
    """One life being told. `people` gives a role's headers, `known` the names that are there from the start."""

    def __init__(
        self,
        client: Any,
        people: Callable[[str, int], dict[str, str]],
        known: dict[str, Any],
        checks: dict[str, Callable[[], list[str]]],
    ) -> None:
        self.client, self.people, self.known, self.checks = client, people, dict(known), checks
        self.run = uuid5(NAMESPACE_URL, datetime.now(UTC).isoformat())

    def tell(self, life: Iterable[Chapter]) -> dict[str, Any]:
        """Everything in order; the names that were kept."""
        for chapter in life:
            for number, step in enumerate(chapter.steps, 1):
                where = f"{chapter.en} {number}: {step.en}"
                if step.call in (RECOUNT, FOLD):
                    found = self.checks[step.call]()
                    assert found == [], f"{where}\n" + "\n".join(found)
                elif step.call == LABEL:
                    self._read_label(step)
                else:
                    self._send(step, where)
        return self.known

    def _send(self, step: Step, where: str) -> None:
        method, path = step.call.split(" ")
        headers = self._headers(step.who) | {"Idempotency-Key": self._value(f"id:{step.key or where}")}
        body = self.named(step.body)
        answer = self.client.open(self.named(path), method=method, json=body, headers=headers)
        said = answer.get_data(as_text=True)
        assert answer.status_code == step.status, f"{where}\n{body}\n{answer.status_code} {said}"
        for words in step.shows:
            assert self.named(words) in said, f"{where}: no {words!r} in {said}"
        for selector, wanted in step.holds.items():
            found = select(answer.json, self.named(selector))
            assert found == self.named(wanted), f"{where}: {selector} is {found!r}, not {wanted!r}\n{said}"
        self.known |= {name: select(answer.json, self.named(place)) for name, place in step.keep.items()}

    def _headers(self, who: str) -> dict[str, str]:
        if not who:
            return {"Accept": PAGE}
        role, _, number = who.partition(":")
        return {"Accept": "application/json", **self.people(role, int(number or 0))}

    def _read_label(self, step: Step) -> None:
        """Print, render, decode, open: the printed symbol leads to the unit's public page."""
        path = self.named(step.body)
        paper = self.client.get(path, headers=self._headers(step.who))
        assert paper.status_code == 200, paper.get_data(as_text=True)
        found = {read.text for picture in pictures(paper) for read in zxingcpp.read_barcodes(picture)}
        assert found == {self.named("{base}/obj/{fridge}")}, path
        page = self.client.get(found.pop().removeprefix(self.known["base"]), headers={"Accept": PAGE})
        assert (page.status_code, page.mimetype) == (200, "text/html")
        for words in step.shows:
            assert self.named(words) in page.get_data(as_text=True), words

    def named(self, value: Any) -> Any:
        """`value` with every name in braces replaced; a text that is one name keeps the type of its value."""
        if isinstance(value, dict):
            return {name: self.named(inner) for name, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self.named(inner) for inner in value]
        if not isinstance(value, str):
            return value
        alone = _NAME.fullmatch(value)
        if alone:
            return self._value(alone[1])
        return _NAME.sub(lambda found: str(self._value(found[1])), value)

    def _value(self, name: str) -> Any:
        if name == "now":
            return datetime.now(UTC).isoformat()
        if name.startswith("id:"):
            return str(uuid5(self.run, name))
        return self.known[name]


def pictures(paper: Any) -> list[Any]:
    """What was printed, as pictures at 203 dpi: a label printer's."""
    if paper.mimetype == "image/png":
        import io

        from PIL import Image

        return [Image.open(io.BytesIO(paper.data)).convert("L")]
    document = pypdfium2.PdfDocument(paper.data)
    found = [page.render(scale=203 / 72).to_pil().convert("L") for page in document]
    document.close()
    return found


def select(answer: Any, path: str) -> Any:
    """What stands at `a.0.b[key=value].c`; `#` is how many there are, `*.name` is that of each."""
    here = answer
    for place, part in enumerate(parts := _DOT.split(path)):
        if part == "#":
            return len(here)
        if part == "*":
            return [select(one, ".".join(parts[place + 1 :])) for one in here]
        here = _step_into(here, part)
    return here


def _step_into(here: Any, part: str) -> Any:
    found = _FILTER.fullmatch(part)
    if found:
        rows = here[found[1]] if found[1] else here
        return next(row for row in rows if str(row[found[2]]) == found[3])
    return here[int(part)] if isinstance(here, list) else here[part]
