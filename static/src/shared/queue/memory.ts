/** What a device remembers for one app, and of whom: one store, opened once. */
import type { Who } from "../session";
import { openStore, type Store } from "./store";

export interface Memory {
  open(): Promise<Store>;
  /** Who worked here last, so that a cold start without a network still knows. Proofs are never kept. */
  recallWho(): Promise<Who | null>;
  keepWho(who: Who): Promise<void>;
  /** After signing out nothing of the person and of their customers is left; unsent work would have kept them signed in. */
  forgetWho(): Promise<void>;
}

/** The memory of the app whose store has this name. */
export function memoryOf(name: string): Memory {
  let opened: Promise<Store> | null = null;
  const open = (): Promise<Store> => (opened ??= openStore(name));
  return {
    open,
    async recallWho() {
      const kept = await (await open()).paper<{ who: Who; at: number }>("who");
      return kept ? kept.who : null;
    },
    async keepWho(who) {
      await (await open()).keepPaper("who", { who: { ...who, csrf_token: null }, at: Date.now() });
    },
    async forgetWho() {
      await (await open()).tear();
    },
  };
}
