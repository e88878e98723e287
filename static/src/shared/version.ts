/** The app's own files: kept for work without a network, replaced only when somebody taps. */
import { ref } from "vue";

export const newVersion = ref(false);
let waiting: ServiceWorker | null = null;
let asked = false;

/** Keep the files of the app `name` (`r`, `d`); its worker answers for that app's address alone. */
export async function keepFiles(name: string): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener("controllerchange", () => asked && location.reload());
  try {
    const registration = await serviceWorker.register(`/${name}/sw.js`, { scope: `/${name}/` });
    const look = (): void => {
      waiting = registration.waiting;
      newVersion.value = waiting !== null && serviceWorker.controller !== null;
    };
    look();
    registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void registration.update().catch(() => undefined));
  } catch {
    // Without it the app still works while there is a network.
  }
}

export function takeNewVersion(): void {
  asked = true;
  waiting?.postMessage("take over");
}

/** Ask the browser not to clear what is kept here when space is short; whether it agreed. */
export async function keepStorage(): Promise<boolean> {
  return (await navigator.storage?.persist?.().catch(() => false)) ?? false;
}
