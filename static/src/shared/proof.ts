import { inject, provide, ref, type InjectionKey, type Ref } from "vue";
import { problemOf, type Problem } from "./api/problem";

/** Asks who it is once more; whether that was shown. */
export type Prove = () => Promise<boolean>;
const PROVE: InjectionKey<Prove> = Symbol("prove");

/** What pages with sensitive acts do when the server wants to know once more who it is; the frame around them says how. */
export function provideProof(prove: Prove): void {
  provide(PROVE, prove);
}

export interface Guarded {
  busy: Ref<boolean>;
  refused: Ref<Problem | null>;
  /** Do a change; true when it happened, else `refused` says why not. */
  act: (change: () => Promise<unknown>) => Promise<boolean>;
}

/** A change somebody asks for: one at a time; proved anew where the server wants that; its refusal kept to be shown. */
export function useGuarded(own?: Prove): Guarded {
  const prove = own ?? inject(PROVE, async () => false);
  const busy = ref(false);
  const refused = ref<Problem | null>(null);

  async function attempt(change: () => Promise<unknown>): Promise<Problem | null> {
    try {
      await change();
      return null;
    } catch (error) {
      return problemOf(error);
    }
  }
  async function act(change: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    refused.value = null;
    let problem = await attempt(change);
    // Nothing has happened yet: the same is asked again after the proof. Who closes the dialog has changed their mind.
    if (problem?.code === "reauth_required") {
      if (await prove()) problem = await attempt(change);
      else return (busy.value = false);
    }
    refused.value = problem;
    busy.value = false;
    return problem === null;
  }
  return { busy, refused, act };
}
