import { has, i18n } from "../shared/i18n";

const LONG = 24;
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** `kind:id` in words: what it is, and of a long number only its beginning; the whole of it under the pointer. */
export function about(whole: string): { whole: string; kind: string; name: string } {
  const { t } = i18n.global;
  const [, kind = "", name = whole] = /^(\w+?)(?:_id)?:(.*)$/.exec(whole) ?? [];
  return { whole, kind: has(`gov.audit.kind.${kind}`, "zh-CN") ? t(`gov.audit.kind.${kind}`) : kind, name: UUID.test(name) || name.length > LONG ? `${name.slice(0, 8)}…` : name };
}
