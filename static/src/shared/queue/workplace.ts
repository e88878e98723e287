/** What the pages of an app that works without a network have in common: its store and its line of captured work. */
import { inject, provide, type InjectionKey } from "vue";
import type { Outbox } from "./outbox";
import type { Store } from "./store";

export interface Workplace {
  memory: () => Promise<Store>;
  outbox: Outbox;
  /** The route that shows the line. */
  queue: string;
}

const KEY: InjectionKey<Workplace> = Symbol("workplace");

/** Call it once in the app's root. */
export function provideWorkplace(place: Workplace): void {
  provide(KEY, place);
}

export function useWorkplace(): Workplace {
  return inject(KEY)!;
}
