"""Refusals: everything the platform can say no to, each with one stable code, a status and two sentences.

A refusal is raised where the rule lives and turned into RFC 9457 problem details at the edge. Clients decide by
`code`, never by the sentence.
"""

from typing import Any, ClassVar

from tradein.spoken import spoken

REFUSALS: dict[str, type["Refusal"]] = {}


class Refusal(Exception):
    """A named, expected no. Subclasses set `code`, `status`, `zh` and `en`; sentences are formatted with the facts."""

    code: ClassVar[str] = ""
    status: ClassVar[int] = 422
    zh: ClassVar[str] = ""
    en: ClassVar[str] = ""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if not cls.code:
            return
        if cls.code in REFUSALS:
            raise TypeError(f"two refusals share the code {cls.code!r}")
        REFUSALS[cls.code] = cls

    def __init__(self, field: str | None = None, **facts: Any) -> None:
        super().__init__(self.code)
        self.field = field
        self.facts = facts
        self.others: tuple[Refusal, ...] = ()
        """What else is wrong with the same request, so that a sender need not find out one by one."""

    def sentence(self, language: str) -> str:
        """The reader's sentence in `zh` or `en`."""
        return (self.en if language == "en" else self.zh).format_map(_Spoken(self.facts, language))


class _Spoken(dict[str, Any]):
    """The facts as a person reads them. A missing one must never turn a refusal into a crash."""

    def __init__(self, facts: dict[str, Any], language: str) -> None:
        super().__init__({name: spoken(name, fact, language) for name, fact in facts.items()})
        # Why something else was refused is said in its own words.
        if (cause := REFUSALS.get(facts.get("refusal") or "")) is not None:
            rest = {name: fact for name, fact in facts.items() if name != "refusal"}
            self["refusal"] = cause(**rest).sentence(language).rstrip("。.")

    def __missing__(self, key: str) -> str:
        return "–"


class NotFound(Refusal):
    """Absent, or out of the reader's scope: both answer alike so that nobody can probe for existence."""

    code = "not_found"
    status = 404
    zh = "没有找到，请核对编号。"
    en = "Not found. Please check the number."


class Forbidden(Refusal):
    """The record is visible but the verb is not granted to the role."""

    code = "forbidden"
    status = 403
    zh = "您的角色不能执行此操作，请联系本单位管理员。"
    en = "Your role may not do this. Please ask your organisation's manager."


class Unauthenticated(Refusal):
    """No valid session or key came with the request."""

    code = "unauthenticated"
    status = 401
    zh = "请先登录。"
    en = "Please sign in first."


class Busy(Refusal):
    """The database or a limit is momentarily exhausted; the same request may be sent again."""

    code = "busy"
    status = 503
    zh = "系统繁忙，请稍后重试；您的数据没有丢失。"
    en = "The system is busy. Please try again shortly; nothing was lost."
