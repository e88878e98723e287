/** What a consumer has filled in so far; it survives a reload, and personal data leaves with the tab. */
import { ref, watch, type Ref } from "vue";
import { freshKey } from "../shared/api/client";

/** A district as shown and sent. */
export interface Place {
  code: string;
  /** From the province down: 山东省 聊城市 东昌府区. */
  name: string;
}

/** Answers about one appliance, not yet priced. */
export interface Answers {
  age: number | null;
  floors: number;
  conditions: Record<string, string>;
  missing: number[];
}

/** A price that was promised. */
export interface Promised {
  id: string;
  type: string;
  total: number;
  until: string;
  region: string;
}

export interface Door {
  name: string;
  phone: string;
  street: string;
  floor: string;
  lift: "" | "yes" | "no";
}

const PREFIX = "tradein.m.";

/** A value that is kept in `storage`; what cannot be read or written there only lives in the page. */
export function kept<T>(storage: Storage, name: string, empty: () => T): Ref<T> {
  const value = ref(read(storage, name) ?? empty()) as Ref<T>;
  watch(value, (now) => write(storage, name, now), { deep: true, flush: "sync" });
  return value;
}

function read<T>(storage: Storage, name: string): T | null {
  try {
    const text = storage.getItem(PREFIX + name);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null; // somebody else's text, or a browser that forbids it
  }
}

function write(storage: Storage, name: string, value: unknown): void {
  try {
    storage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // A private window without storage: the page works, only a reload forgets.
  }
}

const noDoor = (): Door => ({ name: "", phone: "", street: "", floor: "", lift: "" });
export const noAnswers = (): Answers => ({ age: null, floors: 0, conditions: {}, missing: [] });

/** The district last chosen; not personal, so it stays on the device. */
export const place = kept<Place | null>(localStorage, "place", () => null);
/** Promised prices waiting to be booked together. */
export const basket = kept<Promised[]>(localStorage, "basket", () => []);
/** Answers by item type. */
export const answers = kept<Record<string, Answers>>(sessionStorage, "answers", () => ({}));
export const door = kept<Door>(sessionStorage, "door", noDoor);
/** The chosen window's beginning. */
export const start = kept<string>(sessionStorage, "start", () => "");
/** One key for one booking: sending it twice books once. */
export const bookingKey = kept<string>(sessionStorage, "key", freshKey);

/** Puts a price into the basket; prices of another district or gone by are dropped, they could not be booked with it. */
export function collect(promised: Promised, now: number = Date.now()): void {
  const others = basket.value.filter((one) => one.id !== promised.id && one.region === promised.region && Date.parse(one.until) > now);
  basket.value = [...others, promised];
  bookingKey.value = freshKey();
}

/** Takes a price out again. */
export function drop(id: string): void {
  basket.value = basket.value.filter((one) => one.id !== id);
  bookingKey.value = freshKey();
}

/** After a booking: the next one starts afresh, at the same door. */
export function booked(): void {
  basket.value = [];
  answers.value = {};
  start.value = "";
  bookingKey.value = freshKey();
}

/** When somebody signs out, nothing about them stays in the tab. */
export function forget(): void {
  door.value = noDoor();
  booked();
}
