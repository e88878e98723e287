import { watch } from "vue";
import { createI18n } from "vue-i18n";
import { language, tag } from "./language";
import zh from "./texts/zh-CN.json";

/** An app's own texts: Chinese in the bundle, English fetched when somebody wants it. Put them under a key of the app's. */
export interface Texts {
  zh: Record<string, unknown>;
  en: () => Promise<{ default: Record<string, unknown> }>;
}

export const i18n = createI18n<false>({
  legacy: false,
  locale: "zh-CN",
  fallbackLocale: "zh-CN",
  messages: { "zh-CN": zh },
});

/** The text of a key, for code outside components; inside them use `useI18n()`. */
export const t = i18n.global.t;

/** Whether there is a text of this key. */
export const has = i18n.global.te;

/** Add the app's texts and speak the reader's language from now on. Resolves when the present one is there. */
export async function speak(texts: Texts): Promise<void> {
  i18n.global.mergeLocaleMessage("zh-CN", texts.zh);
  let english: Promise<void> | null = null;
  const load = async (): Promise<void> => {
    const [shared, own] = await Promise.all([import("./texts/en.json"), texts.en()]);
    i18n.global.setLocaleMessage("en", { ...shared.default, ...own.default });
  };
  const turn = async (): Promise<void> => {
    if (language.value === "en") {
      // A failed fetch is tried again with the next switch.
      await (english ??= load().catch((error: unknown) => ((english = null), Promise.reject(error))));
    }
    i18n.global.locale.value = tag(language.value);
  };
  watch(language, () => void turn().catch(() => (language.value = "zh")));
  await turn().catch(() => (language.value = "zh"));
}
