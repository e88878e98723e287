"""Renders lives as `docs/journeys.md`: run `python -m tests.journeys.paper` after changing one."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.journeys.life import LIFE
from tests.journeys.steps import FOLD, LABEL, RECOUNT, Chapter, Step

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "journeys.md"
HEAD = """# 一台旧机的一生 · A whole life

<!-- Rendered from tests/journeys by `python -m tests.journeys.paper`; a guard test fails when it is stale. -->

这份文档由测试数据生成：下面每一步都由 `tests/journeys/test_life.py` 通过真实的 HTTP 接口执行并检查。
花括号里是前面步骤得到的名字，`{now}` 是发送的时刻，`{id:…}` 是发送方自己的事件编号。

Every step below is executed and checked by `tests/journeys/test_life.py` over the real HTTP interface. Names in braces
come from earlier steps, `{now}` is the moment of sending, `{id:…}` the sender's own event id.
"""
SAYS = {
    RECOUNT: "检查 · check: `tradein recount --check`",
    FOLD: "后台任务 · job: `fold`",
}
WHO = {
    "": ("公众", "public"),
    "consumer": ("消费者", "consumer"),
    "consumer:1": ("另一位消费者", "another consumer"),
    "community_worker": ("社区代办员", "community worker"),
    "recycler_manager": ("回收企业管理员", "recycler's manager"),
    "recycler_staff": ("回收人员", "collector"),
    "warehouse": ("仓储人员", "warehouse"),
    "warehouse:2": ("仓库负责人", "warehouse's manager"),
    "dismantler": ("拆解企业人员", "dismantler"),
    "dismantler:2": ("拆解企业第二人", "dismantler's second person"),
    "district_officer": ("区县主管", "district officer"),
    "city_officer": ("市级主管", "city officer"),
    "province_officer": ("省级主管", "province officer"),
}


def rendered(life: Iterable[Chapter] = LIFE) -> str:
    """The whole document."""
    lines = [HEAD]
    for number, chapter in enumerate(life, 1):
        lines.append(f"\n## {number}. {chapter.zh}\n\n{chapter.en}\n")
        for place, step in enumerate(chapter.steps, 1):
            lines += _step(f"{number}.{place}", step)
    return "\n".join(lines) + "\n"


def _step(number: str, step: Step) -> Iterator[str]:
    who = " · ".join(("系统", "platform") if step.call in SAYS else WHO[step.who])
    yield f"**{number} {step.zh}** — {step.en}  "
    if step.call in SAYS:
        yield f"{SAYS[step.call]}\n"
        return
    call = f"GET {step.body}" if step.call == LABEL else step.call
    yield f"{who}: `{call}`" + (" → 解码 · decode → `GET /obj/{fridge}`" if step.call == LABEL else "")
    if step.body is not None and step.call != LABEL:
        yield f"\n```json\n{json.dumps(step.body, ensure_ascii=False)}\n```"
    yield f"\n→ {_outcome(step)}\n"


def _outcome(step: Step) -> str:
    told = [f"{step.status}"]
    told += [f"`{path}` = `{json.dumps(wanted, ensure_ascii=False)}`" for path, wanted in step.holds.items()]
    told += [f"“{words}”" for words in step.shows]
    told += [f"`{{{name}}}` := `{path}`" for name, path in step.keep.items()]
    return " · ".join(told)


if __name__ == "__main__":
    DOCUMENT.write_text(rendered(), "utf-8")
