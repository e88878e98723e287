// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createApp, defineComponent, type App } from "vue";

const query: Record<string, string> = {};
vi.mock("vue-router", () => ({ useRoute: () => ({ query }) }));
const { useWall } = await import("./wall");

let app: App;
let turned = 0;

function begin(): ReturnType<typeof useWall> {
  let made: ReturnType<typeof useWall> | undefined;
  app = createApp(defineComponent({ setup: () => ((made = useWall(() => undefined, () => (turned += 1))), () => null) }));
  app.mount(document.createElement("div"));
  return made!;
}
beforeEach(() => {
  vi.useFakeTimers();
  turned = 0;
});
afterEach(() => {
  app.unmount();
  delete query.wall;
  vi.useRealTimers();
});

it("lets figures take turns on a wall only", () => {
  begin();
  vi.advanceTimersByTime(120_000);
  expect(turned).toBe(0);
  expect(document.documentElement.classList.contains("wall")).toBe(false);
});

it("turns every twenty seconds, waits a minute after a touch, and stands when told to", () => {
  query.wall = "1";
  const { rolling } = begin();
  expect(document.documentElement.classList.contains("wall")).toBe(true);
  vi.advanceTimersByTime(41_000);
  expect(turned).toBe(2);
  window.dispatchEvent(new Event("pointerdown"));
  vi.advanceTimersByTime(58_000);
  expect(turned).toBe(2);
  vi.advanceTimersByTime(4_000);
  expect(turned).toBe(3);
  rolling.value = false;
  vi.advanceTimersByTime(120_000);
  expect(turned).toBe(3);
});
