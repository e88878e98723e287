import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { effectScope, ref, type EffectScope } from "vue";
import { useLive, type Live } from "./live";

class Source extends EventTarget {
  static readonly CLOSED = 2;
  static made: Source[] = [];
  readyState = 0;
  constructor(readonly url: string) {
    super();
    Source.made.push(this);
  }
  close(): void {
    this.readyState = Source.CLOSED;
  }
  say(kind: string): void {
    this.dispatchEvent(new Event(kind));
  }
}

let scope: EffectScope;
const load = vi.fn<() => Promise<void>>();

function start(region = ref("371500")): Live {
  return scope.run(() => useLive(region, load))!;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Source);
  Source.made = [];
  load.mockReset().mockResolvedValue();
  scope = effectScope();
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
});

describe("a live board", () => {
  it("reads again within a second of a change, and at most once a second", async () => {
    const live = start();
    await live.refresh();
    await vi.advanceTimersByTimeAsync(1500);
    load.mockClear();
    Source.made[0]!.say("ready");
    expect(live.connection.value).toBe("live");
    for (let change = 0; change < 20; change += 1) Source.made[0]!.say("figures");
    await vi.advanceTimersByTimeAsync(100);
    expect(load).toHaveBeenCalledTimes(1);
    Source.made[0]!.say("figures");
    await vi.advanceTimersByTimeAsync(1000);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("reads once more when a change came while it was reading", async () => {
    let finish = (): void => undefined;
    load.mockImplementationOnce(() => new Promise((resolve) => (finish = resolve)));
    const live = start();
    const reading = live.refresh();
    void live.refresh();
    finish();
    await reading;
    await vi.advanceTimersByTimeAsync(1100);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("asks by itself after three failures, and tries the stream again later", async () => {
    const live = start();
    for (let failure = 0; failure < 3; failure += 1) Source.made.at(-1)!.say("error");
    expect(live.connection.value).toBe("polling");
    load.mockClear();
    await vi.advanceTimersByTimeAsync(31_000);
    expect(load.mock.calls.length).toBeGreaterThanOrEqual(2);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(Source.made).toHaveLength(2);
    Source.made[1]!.say("ready");
    expect(live.connection.value).toBe("live");
  });

  it("is not live without a network, and at once when it is back", async () => {
    const live = start();
    Source.made[0]!.say("ready");
    dispatchEvent(new Event("offline"));
    expect(live.connection.value).toBe("connecting");
    load.mockClear();
    dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(1100);
    expect(load).toHaveBeenCalled();
    Source.made[1]!.say("ready");
    expect(live.connection.value).toBe("live");
  });

  it("says when nothing has arrived for a minute", async () => {
    const live = start();
    await live.refresh();
    expect(live.stale.value).toBe(false);
    load.mockRejectedValue(new Error("gone"));
    await vi.advanceTimersByTimeAsync(62_000);
    expect(live.stale.value).toBe(true);
    load.mockResolvedValue();
    await vi.advanceTimersByTimeAsync(32_000);
    expect(live.stale.value).toBe(false);
  });

  it("follows the region, and ends with the page", async () => {
    const region = ref("371500");
    start(region);
    region.value = "371502";
    await vi.advanceTimersByTimeAsync(0);
    expect(Source.made.map((one) => one.url)).toEqual(["/api/v1/oversight/371500/stream", "/api/v1/oversight/371502/stream"]);
    expect(Source.made[0]!.readyState).toBe(Source.CLOSED);
    scope.stop();
    expect(Source.made[1]!.readyState).toBe(Source.CLOSED);
  });
});
