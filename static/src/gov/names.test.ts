import { expect, it } from "vitest";
import { within } from "./names";

it("knows what lies in a territory by the pairs of zeros at its end", () => {
  expect(within("371502", "371500")).toBe(true);
  expect(within("371500", "370000")).toBe(true);
  expect(within("371502", "371502")).toBe(true);
  expect(within("371402", "371500")).toBe(false);
  expect(within("370000", "371500")).toBe(false);
});
