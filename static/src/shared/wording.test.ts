import { afterEach, describe, expect, it } from "vitest";
import { i18n, t } from "./i18n";

const { global } = i18n;
const TEXTS = { wording: { plain: "好", hole: "还有 {count} 件,{ who } 说", literal: "写 {'@'} 或 {'{'}", cases: "{n} (none) | {n} floor | {n} floors", zh_only: "只有中文" } };

describe("a sentence", () => {
  global.mergeLocaleMessage("zh-CN", TEXTS);
  global.setLocaleMessage("en", { wording: { plain: "Good", hole: "{count} left, {who} says" } });
  afterEach(() => (global.locale.value = "zh-CN"));

  it("is said as it stands, with its holes filled", () => {
    expect(t("wording.plain")).toBe("好");
    expect(t("wording.hole", { count: 3, who: "王芳" })).toBe("还有 3 件,王芳 说");
    expect(t("wording.hole", { count: 0 })).toBe("还有 0 件, 说");
    expect(t("wording.literal")).toBe("写 @ 或 {");
  });

  it("takes the case of its number", () => {
    expect([0, 1, 2, 7].map((n) => t("wording.cases", { n }, n))).toEqual(["0 (none)", "1 floor", "2 floors", "7 floors"]);
    expect(t("wording.cases", 1)).toBe("1 floor");
  });

  it("follows the language, and is Chinese where English lacks it", () => {
    expect(t("wording.plain")).toBe("好");
    global.locale.value = "en";
    expect(t("wording.plain")).toBe("Good");
    expect(t("wording.hole", { count: 1, who: "Wang" })).toBe("1 left, Wang says");
    expect(t("wording.zh_only")).toBe("只有中文");
    expect(t("wording.missing")).toBe("wording.missing");
  });
});
