import { ref, watchEffect } from "vue";

/** Text sizes of 长辈版; everything is laid out in units that follow them. */
export const SIZES = [1, 1.3, 1.6, 2] as const;
export type Size = (typeof SIZES)[number];

const KEPT = "tradein.size";

function chosen(): Size {
  const kept = Number(localStorage.getItem(KEPT));
  return SIZES.find((one) => one === kept) ?? 1;
}

/** How much larger than usual the reader wants the text. */
export const size = ref<Size>(chosen());

watchEffect(() => {
  document.documentElement.dataset.size = String(size.value);
  localStorage.setItem(KEPT, String(size.value));
});

/** Whether the reader's system asks for little movement. */
export function stillness(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
