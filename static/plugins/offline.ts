import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin, Rolldown } from "vite";

/** Emits `<name>-sw.js`: the service worker with everything the app may ever fetch, dynamic imports and wasm included. */
export function offline(name: string): Plugin {
  return {
    name: `offline-${name}`,
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((part): part is Rolldown.OutputChunk => part.type === "chunk");
      const entry = chunks.find((chunk) => chunk.isEntry && chunk.name === name);
      if (!entry) return;
      const files = [...reached(entry, new Map(chunks.map((chunk) => [chunk.fileName, chunk])))].map((file) => `/${file}`).sort();
      const list = JSON.stringify(files);
      const filled = {
        __PAGE__: `/${name}/`,
        __FILES__: list,
        __NAME__: name,
        __VERSION__: createHash("sha256").update(list).update(page(bundle[`${name}.html`])).digest("hex").slice(0, 16),
      };
      let source = readFileSync(new URL("../src/sw.js", import.meta.url), "utf-8");
      for (const [slot, text] of Object.entries(filled)) source = source.replaceAll(slot, text);
      this.emitFile({ type: "asset", fileName: `${name}-sw.js`, source });
    },
  };
}

/** The page itself is kept, too: a change of it alone is a new version. */
function page(made: Rolldown.OutputAsset | Rolldown.OutputChunk | undefined): string | Uint8Array {
  return made?.type === "asset" ? made.source : "";
}

function reached(entry: Rolldown.OutputChunk, chunks: Map<string, Rolldown.OutputChunk>): Set<string> {
  const found = new Set<string>();
  const walk = (chunk: Rolldown.OutputChunk): void => {
    if (found.has(chunk.fileName)) return;
    found.add(chunk.fileName);
    for (const file of [...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])]) found.add(file);
    for (const next of [...chunk.imports, ...chunk.dynamicImports]) {
      const other = chunks.get(next);
      if (other) walk(other);
    }
  };
  walk(entry);
  return found;
}
