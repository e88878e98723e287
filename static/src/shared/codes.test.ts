import { describe, expect, it } from "vitest";
import { drawLoadCode, grouped, readCode, remainder } from "./codes";

const LABEL = "TG59KMBKC2J2J";

describe("a code as people type it", () => {
  it.each(["TG59KMBKC2J2J", "tg59-kmbk-c2j2-j", " tg59 kmbk c2j2 j ", "TG59\u2014KMBKC2J2J", "\uff34\uff27\uff15\uff19KMBKC2J2J", "https://host/obj/tg59kmbkc2j2j?lang=en", "HTTPS://HOST/OBJ/TG59KMBKC2J2J/"])("%s is understood", (typed) => {
    expect(readCode(typed)).toEqual({ code: LABEL, kind: "label" });
  });

  it("reads I and L as 1, O as 0", () => {
    const load = drawLoadCode(() => new Uint8Array(10).fill(1));
    expect(readCode(load.replaceAll("1", "I"))).toEqual({ code: load, kind: "load" });
    expect(readCode(`l${load.slice(1).replaceAll("1", "l")}`)).toEqual({ code: load, kind: "load" });
  });

  it("finds every single wrong character and every swap of neighbours", () => {
    for (let at = 0; at < LABEL.length; at += 1) {
      const other = LABEL[at] === "7" ? "8" : "7";
      expect(readCode(LABEL.slice(0, at) + other + LABEL.slice(at + 1))).toEqual({ fault: "check" });
      if (at > 0 && LABEL[at] !== LABEL[at - 1]) {
        expect(readCode(LABEL.slice(0, at - 1) + LABEL[at] + LABEL[at - 1] + LABEL.slice(at + 1))).toEqual({ fault: "check" });
      }
    }
  });

  it.each([["", "empty"], ["   ", "empty"], ["TG59", "form"], ["TG59KMBKC2J2U", "form"], [LABEL.repeat(12), "form"], ["6901234567892", "check"]])("%s is refused: %s", (typed, fault) => {
    expect(readCode(typed)).toEqual({ fault });
  });
});

describe("a load's code drawn on the phone", () => {
  it("is well formed whatever the dice say", () => {
    for (let turn = 0; turn < 200; turn += 1) {
      const code = drawLoadCode();
      expect(code).toMatch(/^L[0-9A-HJKMNP-TV-Z]{11}$/);
      expect(remainder(code)).toBe(1);
    }
  });

  it("is shown in groups", () => expect(grouped(LABEL)).toBe("TG59-KMBK-C2J2-J"));
});
