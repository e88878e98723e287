import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin, Rolldown } from "vite";
import { groups } from "./chunks.ts";

/** V8 (from Chrome 136) heeds it at the very beginning of a file, other engines skip it as a comment. */
const HINT = "//# allFunctionsCalledOnLoad\n";

/**
 * Whether nearly every function of a chunk is called when it arrives: what every app starts with, and our own pages. A
 * desk's controls, charts and the code reader bring many along for few.
 */
function wanted({ name, moduleIds }: Pick<Rolldown.RenderedChunk, "name" | "moduleIds">): boolean {
  return groups.some((group) => group.name === name) || moduleIds.every((id) => !id.includes("/node_modules/"));
}

/**
 * Has functions compiled while their script arrives, beside the page's own work. Otherwise that is done one by one when
 * they are first called, while somebody waits: a quarter of what a page's own thread did until it stood.
 */
export function eager(): Plugin {
  return {
    name: "eager",
    apply: "build",
    enforce: "post",
    // A name that is kept for ever stands for one content.
    augmentChunkHash: (chunk) => (wanted(chunk) ? HINT : ""),
    // After Vite has put its lists of preloads in front.
    writeBundle({ dir = "" }, bundle) {
      for (const part of Object.values(bundle)) {
        if (part.type !== "chunk" || !wanted(part)) continue;
        const path = join(dir, part.fileName);
        writeFileSync(path, HINT + readFileSync(path, "utf-8"));
      }
    },
  };
}
