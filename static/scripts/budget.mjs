// Fails when an entry, together with the view people see first, weighs more than phones on a slow line can bear, or when
// two chunks import each other: then one of them runs before what it needs is there, and the app does not start.
// Weights are gzip, as served. `node scripts/budget.mjs [folder]`.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const folder = process.argv[2] ?? "dist";
const budgets = JSON.parse(readFileSync("budgets.json", "utf-8"));
const manifest = JSON.parse(readFileSync(`${folder}/.vite/manifest.json`, "utf-8"));
const packed = new Map();

function weight(file) {
  if (!packed.has(file)) packed.set(file, gzipSync(readFileSync(`${folder}/${file}`), { level: 9 }).length);
  return packed.get(file);
}

/** What the browser has to fetch before `part` runs: its scripts and styles, each once. */
function needed(part, found = { js: new Set(), css: new Set(), seen: new Set() }) {
  if (found.seen.has(part)) return found;
  found.seen.add(part);
  const { file, css = [], imports = [] } = manifest[part];
  if (file.endsWith(".js")) found.js.add(file);
  for (const style of css) found.css.add(style);
  for (const other of imports) needed(other, found);
  return found;
}

/** The chunk of a view: its own, or, where a page of another app builds on it, the shared one of its name. */
function chunkOf(view) {
  if (manifest[view]) return view;
  const name = view.replace(/^.*\/|\.vue$/g, "");
  return Object.keys(manifest).find((part) => manifest[part].name === name && manifest[part].file.endsWith(".js"));
}

/** The chunks that lead back to `part`, as names, where they do. */
function circle(part, way = [], done = new Set()) {
  if (way.includes(part)) return [...way, part].map((one) => manifest[one].file);
  if (done.has(part)) return null;
  for (const other of manifest[part].imports ?? []) {
    const found = circle(other, [...way, part], done);
    if (found) return found;
  }
  done.add(part);
  return null;
}

let failed = false;
for (const part of Object.keys(manifest)) {
  const found = circle(part);
  if (!found) continue;
  console.error(`chunks import each other: ${found.join(" → ")}; see plugins/chunks.ts`);
  failed = true;
  break;
}
for (const [entry, { views, js, css }] of Object.entries(budgets)) {
  if (!manifest[entry]) continue;
  for (const view of views) {
    const found = needed(entry);
    const chunk = view && chunkOf(view);
    if (view && !chunk) {
      console.error(`budget: ${entry} has no view ${view} any more; name its first view in budgets.json`);
      failed = true;
      continue;
    }
    if (chunk) needed(chunk, found);
    const sum = (files) => [...files].reduce((total, file) => total + weight(file), 0) / 1024;
    const [script, style] = [sum(found.js), sum(found.css)];
    const over = script > js || style > css;
    failed ||= over;
    const line = `${entry} ${view}: JS ${script.toFixed(1)} of ${js} KB, CSS ${style.toFixed(1)} of ${css} KB`;
    if (over) console.error(`budget exceeded: ${line}`);
    else if (process.env.VERBOSE) console.log(line);
  }
}
process.exit(failed ? 1 : 0);
