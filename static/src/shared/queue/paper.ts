/** A day's paper: what somebody needs to work without a network. Kept sealed on the device, for 24 hours at most. */
import { ref, shallowRef, type Ref, type ShallowRef } from "vue";
import { follow, type Paged, type Row } from "../api/client";
import { problemOf, type Problem } from "../api/problem";
import { useSession, type Who } from "../session";
import type { Store } from "./store";

/** How long a day's paper may be kept on a device. */
export const PAPER_MS = 24 * 3_600_000;
const HEAVIEST_G = 2_000_000;

export interface Paper {
  account: string;
  /** When it was written, in milliseconds. */
  at: number;
}

/** An item type by its names, with what one of these usually weighs in grams. */
export interface Kind {
  zh: string;
  en: string;
  low: number;
  high: number;
}

/** Who the paper is for; somebody without an account has none. */
export interface Reader {
  account: string;
  role: string;
  firm: string;
}

export interface DayPaper<P> {
  paper: ShallowRef<P | null>;
  problem: ShallowRef<Problem | null>;
  busy: Ref<boolean>;
  /** Show what the device still has: nothing of somebody else's, nothing older than a day. */
  recall(): Promise<void>;
  /** Write it anew, unless that is under way. */
  fetchAnew(): Promise<void>;
  /** Something it tells of has changed: what is under way may be too old already, and another round follows. */
  outdated(): Promise<void>;
  /** Change a part of it, as the server just told it. */
  amend(change: Partial<P>): Promise<void>;
  /** After a day names and addresses go, whether or not there was a network. */
  expire(): Promise<void>;
  forget(): void;
}

/** The paper `name`, gathered from the server by `gather`, which may `show` a part that people wait for first. */
export function dayPaper<P extends Paper>(name: string, memory: () => Promise<Store>, gather: (reader: Reader, show: (part: P) => Promise<void>) => Promise<P>): DayPaper<P> {
  const session = useSession();
  const paper: ShallowRef<P | null> = shallowRef(null);
  const problem = shallowRef<Problem | null>(null);
  const busy = ref(false);
  let again = false;
  let recalled: Promise<void> = Promise.resolve();

  const mine = (account: string): boolean => session.who?.account?.id === account;
  const young = (one: P): boolean => Date.now() - one.at < PAPER_MS;

  const recall = (): Promise<void> => (recalled = lookUp());

  async function lookUp(): Promise<void> {
    const store = await memory();
    const kept = await store.paper<P>(name);
    const valid = kept && mine(kept.account) && young(kept);
    if (kept && !valid) await store.tearOne(name);
    if (valid && !paper.value) paper.value = kept;
  }

  async function fetchAnew(): Promise<void> {
    if (busy.value || !session.who?.account) return;
    busy.value = true;
    again = false;
    try {
      await write(readerOf(session.who));
      problem.value = null;
    } catch (error) {
      problem.value = problemOf(error);
      await expire();
    } finally {
      busy.value = false;
    }
    if (again) await fetchAnew();
  }

  async function outdated(): Promise<void> {
    again = busy.value;
    await fetchAnew();
  }

  async function write(reader: Reader): Promise<void> {
    const made = await gather(reader, async (part) => {
      if (mine(reader.account)) paper.value = part;
    });
    // Somebody else may have signed in meanwhile.
    if (!mine(reader.account)) return;
    paper.value = made;
    // What lies there now is being read, and torn if it is too old: only then comes the new one.
    await recalled.catch(() => undefined);
    await (await memory()).keepPaper(name, made);
  }

  async function amend(change: Partial<P>): Promise<void> {
    if (!paper.value) return;
    paper.value = { ...paper.value, ...change };
    await (await memory()).keepPaper(name, paper.value);
  }

  async function expire(): Promise<void> {
    if (paper.value && !young(paper.value)) {
      paper.value = null;
      await (await memory()).tearOne(name);
    }
  }

  function forget(): void {
    paper.value = null;
    problem.value = null;
  }

  return { paper, problem, busy, recall, fetchAnew, outdated, amend, expire, forget };
}

function readerOf(who: Who): Reader {
  return { account: who.account?.id ?? "", role: who.role, firm: who.organisation?.id ?? "" };
}

/** All rows of a list, up to `most` pages of it. */
export async function all<T>(first: Promise<Paged<T>>, most: number): Promise<T[]> {
  let page = await first;
  const items = [...page.items];
  for (let turn = 1; page.next && turn < most; turn += 1) {
    page = await follow<T>(page.next);
    items.push(...page.items);
  }
  return items;
}

type ItemType = Row<"/api/v1/item-types">;

/** Item types by code. */
export function kindsOf(types: readonly ItemType[]): Record<string, Kind> {
  const number = (type: ItemType, name: string, other: number): number => {
    const value = type.numbers[name]?.value;
    return typeof value === "number" ? value : other;
  };
  return Object.fromEntries(types.map((type) => [type.code, { zh: type.name_zh, en: type.name_en, low: number(type, "low_g", 0), high: number(type, "high_g", HEAVIEST_G) }]));
}

/** The reader's own site, if their term names one. */
export function siteOf(terms: readonly Row<"/api/v1/accounts">[], { account, role }: Reader): string | null {
  return terms.find((term) => term.account_id === account && term.role === role && !term.valid_to)?.site ?? null;
}
