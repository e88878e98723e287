import { createPinia, setActivePinia } from "pinia";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useSession, type Who } from "../session";
import { all, dayPaper, PAPER_MS, type Paper } from "./paper";
import type { Store } from "./store";

interface Note extends Paper {
  text: string;
}

const kept = new Map<string, unknown>();
const store = {
  paper: async <T>(name: string) => (kept.get(name) as T | undefined) ?? null,
  keepPaper: async (name: string, value: unknown) => void kept.set(name, value),
  tearOne: async (name: string) => void kept.delete(name),
} as unknown as Store;

const who = (id: string): Who => ({ role: "recycler_staff", account: { id, name: id }, organisation: { id: "firm", name: "firm" }, lacks: [] }) as unknown as Who;
const note = (text: string, account = "me", at = Date.now()): Note => ({ account, at, text });

function paperOf(gather: Parameters<typeof dayPaper<Note>>[2]) {
  return dayPaper<Note>("note", async () => store, gather);
}

beforeEach(() => {
  setActivePinia(createPinia());
  kept.clear();
  useSession().enter(who("me"));
});

describe("a day's paper", () => {
  it("is shown as the device has it, and kept as the server told it", async () => {
    kept.set("note", note("yesterday evening"));
    const made = paperOf(async ({ account }) => note("this morning", account));
    await made.recall();
    expect(made.paper.value?.text).toBe("yesterday evening");
    await made.fetchAnew();
    expect([made.paper.value?.text, (kept.get("note") as Note).text]).toEqual(["this morning", "this morning"]);
  });

  it.each([
    ["of somebody else", note("secret", "another")],
    ["older than a day", note("old", "me", Date.now() - PAPER_MS)],
  ])("is torn when it is %s", async (_what, there) => {
    kept.set("note", there);
    const made = paperOf(async () => note("new"));
    await made.recall();
    expect([made.paper.value, kept.size]).toEqual([null, 0]);
  });

  it("goes after a day without a network, and stays until then", async () => {
    const made = paperOf(async () => Promise.reject(new Error("no line")));
    kept.set("note", note("this morning"));
    await made.recall();
    await made.fetchAnew();
    expect([made.paper.value?.text, made.problem.value !== null]).toEqual(["this morning", true]);
    vi.useFakeTimers({ now: Date.now() + PAPER_MS });
    await made.expire();
    vi.useRealTimers();
    expect([made.paper.value, kept.size]).toEqual([null, 0]);
  });

  it("is not written for who has left meanwhile", async () => {
    const made = paperOf(async ({ account }, show) => {
      useSession().enter(who("another"));
      await show(note("half", account));
      return note("whole", account);
    });
    await made.fetchAnew();
    expect([made.paper.value, kept.size]).toEqual([null, 0]);
  });

  it("is written once more when something changed while it was written", async () => {
    let round = 0;
    const made = paperOf(async () => {
      round += 1;
      if (round === 1) void made.outdated();
      return note(String(round));
    });
    await made.fetchAnew();
    expect([round, made.paper.value?.text]).toEqual([2, "2"]);
  });
});

it("reads no more pages of a list than it was told", async () => {
  const endless = { items: [1], next: "/api/v1/units?after=1" };
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ items: [2] }), { headers: { Link: '</api/v1/units?after=2>; rel="next"' } }));
  expect(await all(Promise.resolve(endless), 3)).toEqual([1, 2, 2]);
});
