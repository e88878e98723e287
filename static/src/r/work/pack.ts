import { defineStore } from "pinia";
import { computed, nextTick, ref, shallowRef } from "vue";
import { follow, get, list, type Paged, type Row } from "../../shared/api/client";
import { Problem, problemOf } from "../../shared/api/problem";
import { dayOf } from "../../shared/format";
import { useSession } from "../../shared/session";
import { memory } from "./memory";
import { inRouteOrder, PACK_MS, type Task } from "./tasks";
import type { Range } from "./weighing";

const MOST_PAGES = 5;
const HEAVIEST_G = 2_000_000;

export interface Kind extends Range {
  zh: string;
  en: string;
}

export type LoadRow = Row<"/api/v1/loads">;

/** What one person needs for today without a network. */
export interface Pack {
  account: string;
  at: number;
  day: string;
  tasks: Task[];
  kinds: Record<string, Kind>;
  /** The person's own site, if their term names one. */
  site: string | null;
  loads: LoadRow[];
  /** Codes that stand in the warehouse; null where nobody knows. */
  stock: Record<string, string> | null;
}

/** The day's work, as it was last known; kept sealed on the phone for 24 hours at most. */
export const usePack = defineStore("pack", () => {
  const session = useSession();
  const pack = shallowRef<Pack | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const busy = ref(false);
  const tasks = computed(() => inRouteOrder(pack.value?.tasks ?? []));

  function task(number: string): Task | null {
    return pack.value?.tasks.find((one) => one.number === number) ?? null;
  }

  /** What the phone still has; nothing of somebody else's, nothing older than a day. */
  async function recall(): Promise<void> {
    const store = await memory();
    const kept = await store.paper<Pack>("pack");
    const valid = kept && kept.account === session.who?.account?.id && Date.now() - kept.at < PACK_MS;
    if (kept && !valid) await store.tearOne("pack");
    if (valid && !pack.value) pack.value = kept;
  }

  async function fetchAnew(): Promise<void> {
    const { who } = session;
    if (!who?.account || busy.value) return;
    busy.value = true;
    try {
      const { role, account } = { role: who.role, account: who.account.id };
      const today = await round(role, account);
      // A collector sees the day's doors at once; what weighing needs is larger and may come after them.
      if (role === "recycler_staff") {
        pack.value = { ...(pack.value ?? NOTHING_YET), ...today };
        await nextTick();
      }
      const made = { ...today, ...(await ground(role, account)) };
      pack.value = made;
      problem.value = null;
      await (await memory()).keepPaper("pack", made);
    } catch (error) {
      problem.value = problemOf(error);
      await expire();
    } finally {
      busy.value = false;
    }
  }

  /** After a day the names and addresses go, whether or not there was a network. */
  async function expire(): Promise<void> {
    if (pack.value && Date.now() - pack.value.at >= PACK_MS) {
      pack.value = null;
      await (await memory()).tearOne("pack");
    }
  }

  /** One booking as it stands now, for a price that has just changed. */
  async function renew(number: string): Promise<void> {
    if (!pack.value) return;
    const now = await get("/api/v1/orders/{number}", { path: { number } });
    const tasks = pack.value.tasks.map((one) => (one.number === number ? { ...one, ...now } : one));
    pack.value = { ...pack.value, tasks };
    await (await memory()).keepPaper("pack", pack.value);
  }

  function forget(): void {
    pack.value = null;
    problem.value = null;
  }

  return { pack, tasks, problem, busy, task, recall, fetchAnew, expire, renew, forget };
});

type Ground = Pick<Pack, "kinds" | "site" | "loads" | "stock">;
const NOTHING_YET: Ground = { kinds: {}, site: null, loads: [], stock: null };

/** Whom to visit today. */
async function round(role: string, account: string): Promise<Omit<Pack, keyof Ground>> {
  const day = dayOf(Date.now());
  const collects = role === "recycler_staff" || role === "recycler_manager";
  const orders = collects ? await all(list("/api/v1/orders", { query: { day, limit: 200 } })) : [];
  return { account, at: Date.now(), day, tasks: orders.filter((order) => role === "recycler_staff" || order.collector?.id === account).map(lean) };
}

/** What the work needs besides: kinds with their usual weights, the own site, loads, the warehouse's stock. */
async function ground(role: string, account: string): Promise<Ground> {
  const [types, terms, loads, stock] = await Promise.all([
    all(list("/api/v1/item-types")),
    all(list("/api/v1/accounts", { query: { limit: 200 } })),
    role === "recycler_staff" ? [] : all(list("/api/v1/loads", { query: { limit: 100 } })),
    role === "warehouse" ? all(list("/api/v1/units", { query: { stage: "stored", limit: 200 } })) : null,
  ]);
  const kinds = Object.fromEntries(types.map((type) => [type.code, { zh: type.name_zh, en: type.name_en, low: number(type, "low_g"), high: number(type, "high_g") }]));
  return {
    kinds,
    site: terms.find((term) => term.account_id === account && term.role === role && !term.valid_to)?.site ?? null,
    loads,
    stock: stock && Object.fromEntries(stock.map((unit) => [unit.code, unit.item_type])),
  };
}

/** Who was visited needs no name and address on the phone any more. */
function lean(order: Task): Task {
  return order.state === "collected" || order.state === "cancelled" ? { ...order, contact: null } : order;
}

function number(type: Row<"/api/v1/item-types">, name: string): number {
  const value = type.numbers[name]?.value;
  return typeof value === "number" ? value : name === "low_g" ? 0 : HEAVIEST_G;
}

async function all<T>(first: Promise<Paged<T>>): Promise<T[]> {
  let page = await first;
  const items = [...page.items];
  for (let turn = 1; page.next && turn < MOST_PAGES; turn += 1) {
    page = await follow<T>(page.next);
    items.push(...page.items);
  }
  return items;
}

