import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig, type Plugin } from "vite";

// Smaller files gain nothing from compression.
const WORTH_PACKING = 1024;

/** Writes `name.gz` beside every script and style, so that the server needs no compressor of its own. */
function packed(): Plugin {
  return {
    name: "packed",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      for (const [name, part] of Object.entries(bundle)) {
        const source = part.type === "chunk" ? part.code : part.source;
        const raw = Buffer.from(source);
        if (/\.(js|css|svg|wasm)$/.test(name) && raw.length > WORTH_PACKING) {
          this.emitFile({ type: "asset", fileName: `${name}.gz`, source: gzipSync(raw, { level: 9 }) });
        }
      }
    },
  };
}

/** Takes addresses of foreign hosts out of library texts: nothing here may even look like calling out. */
function homebound(): Plugin {
  return {
    name: "homebound",
    apply: "build",
    renderChunk: (code) => ({ code: code.replaceAll("https://vuejs.org/error-reference/#runtime-", "vue runtime error "), map: null }),
  };
}

export default defineConfig({
  // One HTML entry a role; addresses inside them are hashes, so the server needs no rewrite rules.
  build: {
    target: "es2020",
    manifest: true,
    sourcemap: false,
    modulePreload: { polyfill: false },
    // Inlined files would need `data:` in places where the policy does not have it.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { docs: fileURLToPath(new URL("docs.html", import.meta.url)) },
    },
  },
  define: { __VUE_OPTIONS_API__: "false", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" },
  plugins: [vue({ template: { transformAssetUrls: false } }), homebound(), packed()],
  server: { host: "127.0.0.1", proxy: { "/api": "http://127.0.0.1:8000", "/favicon.ico": "http://127.0.0.1:8000" } },
});
