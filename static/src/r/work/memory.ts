/** What this phone remembers, and of whom: one store on the device, opened once. */
import { openStore, type Store } from "../../shared/queue/store";
import type { Who } from "../../shared/session";

let opened: Promise<Store> | null = null;

export function memory(): Promise<Store> {
  return (opened ??= openStore("tradein-r"));
}

/** Who worked here last, so that a cold start without a network still knows. Proofs are never kept. */
export async function recallWho(): Promise<Who | null> {
  const kept = await (await memory()).paper<{ who: Who; at: number }>("who");
  return kept ? kept.who : null;
}

export async function keepWho(who: Who): Promise<void> {
  await (await memory()).keepPaper("who", { who: { ...who, csrf_token: null }, at: Date.now() });
}

/** After signing out nothing of the person and of their customers is left; unsent work would have kept them signed in. */
export async function forgetWho(): Promise<void> {
  await (await memory()).tear();
}
