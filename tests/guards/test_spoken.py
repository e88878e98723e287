"""What the server says inside a sentence is called as the web pages call it."""

import json
from pathlib import Path

import pytest

from tradein.spoken import STAGES

TEXTS = Path(__file__).resolve().parents[2] / "static" / "src" / "shared" / "texts"


@pytest.mark.parametrize(("place", "language"), [(0, "zh-CN"), (1, "en")])
def test_stages_have_the_names_of_the_web_pages(place, language):
    """Inside a sentence English names begin small."""
    shown = json.loads((TEXTS / f"{language}.json").read_text("utf-8"))["stage"]
    said = {stage: names[place] for stage, names in STAGES.items()}
    assert said == {stage: name[:1].lower() + name[1:] for stage, name in shown.items()}
