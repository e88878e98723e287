/** Labels of weighed containers: one is chosen, everything else leaves the paper while it is printed. */
import { nextTick, ref } from "vue";

/** Number of the weighing whose label is on the paper; null while the sheet itself would be printed. */
export const printing = ref<number | null>(null);

export async function printLabel(seq: number): Promise<void> {
  printing.value = seq;
  document.documentElement.classList.add("label-only");
  await nextTick();
  window.print();
  document.documentElement.classList.remove("label-only");
  printing.value = null;
}
