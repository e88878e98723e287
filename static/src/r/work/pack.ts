import { defineStore } from "pinia";
import { computed } from "vue";
import { get, list, type Row } from "../../shared/api/client";
import { breath } from "../../shared/breath";
import { dayOf } from "../../shared/format";
import { all, dayPaper, kindsOf, siteOf, type Kind, type Paper, type Reader } from "../../shared/queue/paper";
import { memory } from "./memory";
import { inRouteOrder, type Task } from "./tasks";

const MOST_PAGES = 5;

export type LoadRow = Row<"/api/v1/loads">;

/** What one person needs for today without a network. */
export interface Pack extends Paper {
  day: string;
  /** In the order of the way. */
  tasks: Task[];
  kinds: Record<string, Kind>;
  /** The person's own site, if their term names one. */
  site: string | null;
  loads: LoadRow[];
  /** Codes that stand in the warehouse; null where nobody knows. */
  stock: Record<string, string> | null;
}

/** The day's work, as it was last known. */
export const usePack = defineStore("pack", () => {
  const { paper: pack, problem, busy, recall, fetchAnew, outdated, amend, expire, forget } = dayPaper<Pack>("pack", memory, async (reader, show) => {
    const today = await round(reader);
    await breath();
    // A collector sees the day's doors at once; what weighing needs is larger and may come after them.
    if (reader.role === "recycler_staff") {
      await show({ ...(pack.value ?? NOTHING_YET), ...today });
      await breath();
    }
    return { ...today, ...(await ground(reader)) };
  });
  const tasks = computed(() => pack.value?.tasks ?? []);

  function task(number: string): Task | null {
    return pack.value?.tasks.find((one) => one.number === number) ?? null;
  }

  /** One booking as it stands now, for a price that has just changed. */
  async function renew(number: string): Promise<void> {
    if (!pack.value) return;
    const now = await get("/api/v1/orders/{number}", { path: { number } });
    await amend({ tasks: pack.value.tasks.map((one) => (one.number === number ? { ...one, ...now } : one)) });
  }

  return { pack, tasks, problem, busy, task, recall, fetchAnew, outdated, expire, renew, forget };
});

type Ground = Pick<Pack, "kinds" | "site" | "loads" | "stock">;
const NOTHING_YET: Ground = { kinds: {}, site: null, loads: [], stock: null };

/** Whom to visit today. */
async function round({ role, account }: Reader): Promise<Omit<Pack, keyof Ground>> {
  const day = dayOf(Date.now());
  const collects = role === "recycler_staff" || role === "recycler_manager";
  const orders = collects ? await all(list("/api/v1/orders", { query: { day, limit: 200 } }), MOST_PAGES) : [];
  return { account, at: Date.now(), day, tasks: inRouteOrder(orders.filter((order) => role === "recycler_staff" || order.collector?.id === account).map(lean)) };
}

/** What the work needs besides: kinds with their usual weights, the own site, loads, the warehouse's stock. */
async function ground(reader: Reader): Promise<Ground> {
  const { role } = reader;
  const [types, terms, loads, stock] = await Promise.all([
    all(list("/api/v1/item-types"), MOST_PAGES),
    all(list("/api/v1/accounts", { query: { limit: 200 } }), MOST_PAGES),
    role === "recycler_staff" ? [] : all(list("/api/v1/loads", { query: { limit: 100 } }), MOST_PAGES),
    role === "warehouse" ? all(list("/api/v1/units", { query: { stage: "stored", limit: 200 } }), MOST_PAGES) : null,
  ]);
  return { kinds: kindsOf(types), site: siteOf(terms, reader), loads, stock: stock && Object.fromEntries(stock.map((unit) => [unit.code, unit.item_type])) };
}

/** Who was visited needs no name and address on the phone any more. */
function lean(order: Task): Task {
  return order.state === "collected" || order.state === "cancelled" ? { ...order, contact: null } : order;
}
