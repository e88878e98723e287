import { describe, expect, it } from "vitest";

type Tree = { [key: string]: Tree | string };
const files = import.meta.glob<{ default: Tree }>("../**/texts/*.json", { eager: true });

/** `a.b.c` of every sentence, with the names it fills in. */
function sentences(tree: Tree, prefix = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const name = prefix ? `${prefix}.${key}` : key;
    if (typeof value === "string") found.set(name, [...value.matchAll(/{(\w+)}/g)].map((match) => match[1]).sort().join());
    else for (const [inner, names] of sentences(value, name)) found.set(inner, names);
  }
  return found;
}

const folders = [...new Set(Object.keys(files).map((path) => path.replace(/[^/]+$/, "")))];

describe.each(folders)("%s", (folder) => {
  const zh = files[`${folder}zh-CN.json`]!.default;
  const en = files[`${folder}en.json`]!.default;

  it("has the same keys, filled in with the same names, in both languages", () => {
    expect(Object.fromEntries(sentences(en))).toEqual(Object.fromEntries(sentences(zh)));
  });

  it("has no Chinese in English and no empty sentence", () => {
    expect(JSON.stringify(en)).not.toMatch(/[\u4e00-\u9fff]/);
    expect(JSON.stringify([zh, en])).not.toMatch(/:""/);
  });

  it("has no bare @, which starts a link to another text: write {'@'}", () => {
    expect(JSON.stringify([zh, en])).not.toMatch(/(?<!\{')@/);
  });
});

describe("the apps' texts", () => {
  it("do not hide shared ones or each other's: every app has keys of its own", () => {
    const top = folders.map((folder) => Object.keys(files[`${folder}zh-CN.json`]!.default)).flat();
    expect(top.length).toBe(new Set(top).size);
  });
});

describe("the pages", () => {
  const sources = import.meta.glob<string>(["../**/*.vue", "../**/*.ts", "!../**/*.test.ts", "!../docs/**"], { eager: true, query: "?raw", import: "default" });
  const known = new Set(folders.flatMap((folder) => [...sentences(files[`${folder}zh-CN.json`]!.default).keys()]));

  it.each(Object.entries(sources))("%s asks only for texts that exist", (_path, source) => {
    const asked = [...source.matchAll(/\bt\(\s*["'`]([\w.]+)["'`]/g)].map((match) => match[1]!);
    expect(asked.filter((key) => !known.has(key))).toEqual([]);
    // Of a key that is put together, the part that stands there must lead to texts.
    const groups = [...source.matchAll(/\bt\(\s*`([\w.]+)\.(?:\w+_)?\$\{/g)].map((match) => match[1]!);
    expect(groups.filter((group) => ![...known].some((key) => key.startsWith(`${group}.`)))).toEqual([]);
  });
});
