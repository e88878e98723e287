import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { address, follow, freshKey, get, list, onSignedOut, post, trust } from "./client";
import { Problem } from "./problem";

type Fetch = (where: string, options: RequestInit) => Promise<Response>;
const fetched = vi.fn<Fetch>();

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(body === null ? null : JSON.stringify(body), { status, headers });
}

function refusal(status: number, code: string): unknown {
  return { status, code, detail: "一句话", errors: [], facts: {} };
}

async function thrown(promise: Promise<unknown>): Promise<Problem> {
  return promise.then(
    () => expect.unreachable(),
    (error: Problem) => error,
  );
}

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal("fetch", fetched);
});
afterEach(() => {
  trust(null);
  vi.useRealTimers();
});

const headersOf = (call: number): Headers => fetched.mock.calls[call]![1].headers as Headers;

describe("an address", () => {
  it("fills in the path, leaves out what is empty, repeats lists", () => {
    const where = address("/api/v1/oversight/{region}/summary", { path: { region: "37/15" }, query: { figure: ["a", "b"], compare: null, from: "" } });
    expect(where).toBe("/api/v1/oversight/37%2F15/summary?figure=a&figure=b");
  });
});

describe("reading", () => {
  it("asks once for equal reads under way, and anew afterwards", async () => {
    fetched.mockImplementation(async () => answer(200, { items: [] }));
    await Promise.all([get("/api/v1/figures"), get("/api/v1/figures")]);
    expect(fetched).toHaveBeenCalledTimes(1);
    await get("/api/v1/figures");
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it("asks a busy server again, three times at most", async () => {
    vi.useFakeTimers();
    fetched.mockImplementation(async () => answer(503, refusal(503, "busy"), { "Retry-After": "1" }));
    const asked = thrown(get("/api/v1/figures"));
    await vi.runAllTimersAsync();
    const problem = await asked;
    expect(problem.code).toBe("busy");
    expect(problem.retryAfter).toBe(1);
    expect(fetched).toHaveBeenCalledTimes(3);
  });

  it("follows the pages of a list", async () => {
    fetched.mockResolvedValueOnce(answer(200, { items: [{ id: "1" }] }, { Link: '</api/v1/alerts?cursor=x>; rel="next"' }));
    const first = await list("/api/v1/alerts", { query: { limit: 1 } });
    expect(first.next).toBe("/api/v1/alerts?cursor=x");
    fetched.mockResolvedValueOnce(answer(200, { items: [{ id: "2" }] }));
    expect(await follow(first.next!)).toEqual({ items: [{ id: "2" }], next: null });
  });
});

describe("changing", () => {
  const body = { account: "a", password: "b" };

  it("carries the proof and the key", async () => {
    trust("proof");
    fetched.mockResolvedValue(answer(201, {}));
    await post("/api/v1/session", { body, key: "k" });
    expect(headersOf(0).get("X-CSRF-Token")).toBe("proof");
    expect(headersOf(0).get("Idempotency-Key")).toBe("k");
  });

  it("is not repeated by itself when the server is busy", async () => {
    fetched.mockResolvedValue(answer(503, refusal(503, "busy"), { "Retry-After": "1" }));
    await thrown(post("/api/v1/session", { body }));
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it("is sent again once when the proof was of an older session", async () => {
    onSignedOut(
      () => undefined,
      async () => {
        trust("new");
        return true;
      },
    );
    fetched.mockResolvedValueOnce(answer(403, refusal(403, "forged_request"))).mockResolvedValueOnce(answer(201, { role: "x" }));
    await post("/api/v1/session", { body });
    expect(headersOf(1).get("X-CSRF-Token")).toBe("new");
  });
});

describe("failures", () => {
  it("are told in the server's sentence, with a way forward and the fields", async () => {
    fetched.mockResolvedValue(answer(422, { ...(refusal(422, "invalid_input") as object), errors: [{ field: "units.0.weight_g", code: "low", message: "太轻" }] }));
    const problem = await thrown(get("/api/v1/figures"));
    expect(problem).toBeInstanceOf(Problem);
    expect(problem.message).toBe("一句话");
    expect(problem.way).toBe("请按提示更正后再提交。");
    expect(problem.of("units")).toBe("太轻");
  });

  it("of the network say that nothing was changed", async () => {
    fetched.mockRejectedValue(new TypeError("no network"));
    const problem = await thrown(get("/api/v1/figures"));
    expect([problem.code, problem.status]).toEqual(["offline", 0]);
    expect(problem.way).toContain("检查网络");
  });

  it("of a proxy are told in our own words", async () => {
    fetched.mockResolvedValue(new Response("<html>Bad gateway", { status: 502 }));
    expect((await thrown(get("/api/v1/figures"))).message).toBe("服务器暂时处理不了这个请求。");
  });

  it("end the session here when it has ended there", async () => {
    const forget = vi.fn();
    onSignedOut(forget, async () => false);
    fetched.mockResolvedValue(answer(401, refusal(401, "unauthenticated")));
    await thrown(get("/api/v1/alerts"));
    expect(forget).toHaveBeenCalledOnce();
  });
});

it("makes keys that are UUIDs", () => {
  expect(freshKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(freshKey()).not.toBe(freshKey());
});
