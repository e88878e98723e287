/** What the platform itself wrote into a record, once for all readers: 中文 words in English. */
import { language, type Language } from "./language";

const BOTH = /^([^\x20-\x7e]\P{Script=Latin}*) ([A-Za-z][\x20-\x7e]*)$/u;

/** The reader's half of it; whatever is not of that form is shown as it stands. */
export function halfOf(text: string, reader: Language = language.value): string {
  const halves = BOTH.exec(text);
  return (reader === "zh" ? halves?.[1] : halves?.[2]) ?? text;
}
