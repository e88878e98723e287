import { reactive, watch } from "vue";
import { useSession } from "../../../shared/session";

export interface Kept<T> {
  draft: T;
  /** Forget what was typed: it has arrived. */
  clear: () => void;
}

/** What somebody typed and has not sent yet: it survives a reload, a lost network and a change of persons, in this window alone. */
export function useDraft<T extends object>(name: string, fresh: () => T): Kept<T> {
  const place = `tradein.d.draft.${useSession().who?.account?.id ?? ""}.${name}`;
  const draft = reactive({ ...fresh(), ...recalled<T>(place) }) as T;
  watch(draft, (now) => sessionStorage.setItem(place, JSON.stringify(now)));
  const clear = (): void => {
    Object.assign(draft, fresh());
  };
  return { draft, clear };
}

function recalled<T>(place: string): Partial<T> {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? "{}") as Partial<T>;
  } catch {
    return {};
  }
}
