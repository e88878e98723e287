/** Work in pieces: between them the browser paints, and a finger that meanwhile came down is heard. */
import { computed, onBeforeUnmount, ref, watch, type ComputedRef } from "vue";

/** Goes on after what the browser has to do first. */
export const breath = (): Promise<void> => new Promise((go) => setTimeout(go));

/**
 * How many rows of a list are on the page: as many as fill a phone at once, the others a few at a time. A page whose rows
 * are there when it opens (one that is returned to) has them all, so that it can be scrolled to where it was.
 */
export function gradually(length: () => number, first = 2, step = 2): ComputedRef<number> {
  const shown = ref(length() ? Number.POSITIVE_INFINITY : first);
  let timer: ReturnType<typeof setTimeout> | undefined;
  function more(): void {
    shown.value += step;
    go();
  }
  function go(): void {
    clearTimeout(timer);
    if (length() > shown.value) timer = setTimeout(more);
  }
  watch(length, go, { flush: "post" });
  onBeforeUnmount(() => clearTimeout(timer));
  return computed(() => shown.value);
}
