import { ref, watchEffect } from "vue";

/** The two languages of the platform; Chinese unless the reader chose otherwise. */
export type Language = "zh" | "en";

const KEPT = "tradein.language";

function chosen(): Language {
  const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(KEPT) ?? navigator.language;
  return asked.startsWith("en") ? "en" : "zh";
}

export const language = ref<Language>(chosen());

watchEffect(() => {
  document.documentElement.lang = tag(language.value);
  localStorage.setItem(KEPT, language.value);
});

/** The language as HTML, `Intl` and `Accept-Language` name it. */
export function tag(one: Language): "zh-CN" | "en" {
  return one === "zh" ? "zh-CN" : "en";
}

/** The text for the reader. */
export function say(words: Record<Language, string>): string {
  return words[language.value];
}
