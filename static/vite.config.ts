import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { VantResolver } from "@vant/auto-import-resolver";
import vue from "@vitejs/plugin-vue";
import { ElementPlusResolver } from "unplugin-vue-components/resolvers";
import components from "unplugin-vue-components/vite";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { groups } from "./plugins/chunks.ts";
import { eager } from "./plugins/eager.ts";
import { offline } from "./plugins/offline.ts";

// One HTML entry a role. `TRADEIN_ENTRIES=gov,docs` builds some of them only, while others are being written.
const ALL = ["docs", "m", "r", "d", "s", "gov", "o"];
const wanted = (process.env.TRADEIN_ENTRIES ?? ALL.join(",")).split(",");
const entries = ALL.filter((name) => wanted.includes(name) && existsSync(new URL(`${name}.html`, import.meta.url)));

// Smaller files gain nothing from compression.
const WORTH_PACKING = 1024;

/** Writes `name.gz` beside every script and style, so that the server needs no compressor of its own. */
function packed(): Plugin {
  return {
    name: "packed",
    apply: "build",
    enforce: "post",
    // Last of all: Vite still fills in the lists of preloads when the bundle is otherwise finished.
    writeBundle({ dir = "" }, bundle) {
      for (const name of Object.keys(bundle).filter((one) => /\.(js|css|svg|wasm)$/.test(one))) {
        const raw = readFileSync(join(dir, name));
        if (raw.length > WORTH_PACKING) writeFileSync(join(dir, `${name}.gz`), gzipSync(raw, { level: 9 }));
      }
    },
  };
}

/** Takes addresses of foreign hosts out of library texts: nothing here may even look like calling out. */
function homebound(): Plugin {
  const foreign = /\b(?:https?|wss?):\/\/(?!www\.w3\.org\/)(?=[\w-]+\.)/g;
  return {
    name: "homebound",
    enforce: "pre",
    transform(code, id) {
      // Vant's icon font is inlined; the second address of it leads to a host of its makers.
      if (/vant.*icon.*\.css/.test(id)) return { code: code.replace(/,?\s*url\(["']?\/\/at\.alicdn\.com[^)]*\)\s*format\(["']?\w+["']?\)/g, ""), map: null };
      return null;
    },
    renderChunk: (code) => ({ code: code.replace(foreign, ""), map: null }),
  };
}

export default defineConfig({
  // Addresses inside the entries are hashes, so the server needs no rewrite rules.
  build: {
    outDir: "dist.next",
    emptyOutDir: true,
    target: "es2020",
    manifest: true,
    sourcemap: false,
    modulePreload: { polyfill: false },
    // Inlined files would need `data:` in places where the policy does not have it.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: Object.fromEntries(entries.map((name) => [name, fileURLToPath(new URL(`${name}.html`, import.meta.url))])),
      output: { codeSplitting: { groups } },
    },
  },
  define: {
    __VUE_OPTIONS_API__: "true",
    __VUE_PROD_DEVTOOLS__: "false",
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    __VUE_I18N_FULL_INSTALL__: "false",
    __VUE_I18N_LEGACY_API__: "false",
    __INTLIFY_PROD_DEVTOOLS__: "false",
    // `shared/i18n.ts` brings its own.
    __INTLIFY_DROP_MESSAGE_COMPILER__: "true",
  },
  plugins: [
    vue({ template: { transformAssetUrls: false } }),
    // Vant on phones, Element Plus on desks, each component and its style only where a page names it.
    components({ dts: false, dirs: [], resolvers: [VantResolver(), ElementPlusResolver()] }),
    homebound(),
    offline("r"),
    offline("d"),
    eager(),
    packed(),
  ],
  server: {
    host: "127.0.0.1",
    proxy: Object.fromEntries(["/api", "/obj", "/favicon.ico"].map((path) => [path, process.env.TRADEIN_SERVER ?? "http://127.0.0.1:8000"])),
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.ts"], unstubGlobals: true, restoreMocks: true },
});
