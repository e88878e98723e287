/** A page that could not be opened, because its files did not come: without a word, a tap would seem to do nothing. */
import { ref } from "vue";
import type { Router } from "vue-router";

/** The address that was wanted; null when one is where one wanted to be. */
export const astray = ref<string | null>(null);

export function noticeLostWay(router: Router): void {
  router.onError((_error, to) => {
    astray.value = to.fullPath;
  });
  router.afterEach(() => {
    astray.value = null;
  });
}

/** Open it now. If it fails once more though the server answers, its files are of an older version: start anew there. */
export async function tryAgain(router: Router): Promise<void> {
  const wanted = astray.value;
  if (wanted === null) return;
  try {
    await router.push(wanted);
  } catch {
    if (!(await answers())) return;
    history.replaceState(null, "", `#${wanted}`);
    location.reload();
  }
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch(location.pathname, { method: "HEAD", cache: "no-store" })).ok;
  } catch {
    return false;
  }
}
