import { beforeAll, describe, expect, it } from "vitest";
import { i18n } from "../shared/i18n";
import { reasonText } from "./reason";
import zh from "./texts/zh-CN.json";

beforeAll(() => i18n.global.mergeLocaleMessage("zh-CN", zh));

describe("the arithmetic of a line", () => {
  it.each([
    ["answer.working.faulty", "-150‰", "15.0%"],
    ["age", "min(5×25‰, 350‰)", "2.5%"],
    ["carry", "3×500 fen", "5.00"],
    ["floor", "floor 2000 fen", "20.00"],
    ["base", "371500@2026-08-21", "2026-08-21"],
  ])("%s %s is told in percent and yuan", (code, reason, part) => {
    expect(reasonText(code, reason)).toContain(part);
    expect(reasonText(code, reason)).not.toMatch(/‰|fen/);
  });

  it("is left out where it says nothing more", () => {
    expect(reasonText("rounding", "to 100 fen")).toBe("");
    expect(reasonText("part.1", "-500 fen")).toBe("");
  });
});
