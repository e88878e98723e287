import { toRaw, watch } from "vue";
import { createI18n } from "vue-i18n";
import { language, tag } from "./language";
import zh from "./texts/zh-CN.json";
import { casesOf, filled, type Values } from "./wording";

/** An app's own texts: Chinese in the bundle, English fetched when somebody wants it. Put them under a key of the app's. */
export interface Texts {
  zh: Record<string, unknown>;
  en: () => Promise<{ default: Record<string, unknown> }>;
}

interface Told {
  plural<P>(cases: readonly P[]): P;
  values: Values;
}
// In place of the library's own compiler, which is larger than all it would be used for here.
const COMPILER: object = {
  messageCompiler(text: string) {
    const cases = casesOf(text);
    return ({ plural, values }: Told) => filled(cases.length > 1 ? plural(cases) : cases[0]!, values);
  },
};

export const i18n = createI18n<false>({
  legacy: false,
  locale: "zh-CN",
  fallbackLocale: "zh-CN",
  messages: { "zh-CN": zh },
  ...COMPILER,
});

// Sentences taken apart, by language and key. Only those with one case: of the others vue-i18n knows which is meant.
const known = new Map<string, readonly string[]>();
const whole = i18n.global.t;

/** The short way to a text: most are a key, or a key with values. */
function said(key: string, ...more: unknown[]): string {
  const [values] = more;
  if (more.length > 1 || (values !== undefined && (typeof values !== "object" || Array.isArray(values)))) return Reflect.apply(whole, null, [key, ...more]) as string;
  const locale = i18n.global.locale.value;
  const parts = known.get(`${locale} ${key}`) ?? lookUp(locale, key);
  return parts ? filled(parts, (values ?? {}) as Values) : (Reflect.apply(whole, null, [key, ...more]) as string);
}

function lookUp(locale: string, key: string): readonly string[] | null {
  // Texts never change once they are there: nothing need be told of who reads them.
  let found: unknown = toRaw(i18n.global.getLocaleMessage(locale));
  for (const part of key.split(".")) found = (found as Record<string, unknown> | undefined)?.[part];
  const cases = typeof found === "string" ? casesOf(found) : [];
  if (cases.length !== 1) return null;
  known.set(`${locale} ${key}`, cases[0]!);
  return cases[0]!;
}
// Every component's `useI18n()` is this one.
i18n.global.t = said as typeof whole;

/** The text of a key, for code outside components; inside them use `useI18n()`. */
export const t = i18n.global.t;

/** Whether there is a text of this key. */
export const has = i18n.global.te;

// The app's own texts first, then those of pages that bring theirs along.
const parts: Texts[] = [];
let english: Promise<void> | null = null;

function putChinese(): void {
  // Beside the common ones as they are: to merge them would copy every text.
  i18n.global.setLocaleMessage("zh-CN", Object.assign({}, zh, ...parts.map((one) => one.zh)) as typeof zh);
}
async function loadEnglish(): Promise<void> {
  const loaded = await Promise.all([import("./texts/en.json"), ...parts.map((one) => one.en())]);
  // Pages that came meanwhile brought texts of their own.
  if (loaded.length !== parts.length + 1) return loadEnglish();
  i18n.global.setLocaleMessage("en", Object.assign({}, ...loaded.map((one) => one.default)) as typeof zh);
}
async function turn(): Promise<void> {
  if (language.value === "en") {
    // A failed fetch is tried again with the next switch.
    await (english ??= loadEnglish().catch((error: unknown) => ((english = null), Promise.reject(error))));
  }
  i18n.global.locale.value = tag(language.value);
}

/** Add the app's texts and speak the reader's language from now on. Resolves when the present one is there. */
export async function speak(texts: Texts): Promise<void> {
  parts.unshift(texts);
  putChinese();
  english = null;
  watch(language, () => void turn().catch(() => (language.value = "zh")));
  await turn().catch(() => (language.value = "zh"));
}

/** Texts of pages that several apps have and that are fetched with them; to add the same once more changes nothing. */
export async function speakAlso(texts: Texts): Promise<void> {
  if (!parts.includes(texts)) {
    parts.push(texts);
    putChinese();
    english = null;
  }
  if (language.value === "en") await turn();
}
