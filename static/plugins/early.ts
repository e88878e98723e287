import type { HtmlTagDescriptor, Plugin, Rolldown } from "vite";

/**
 * Names an app's first view in its page, so that the browser fetches it together with the app's start and not after
 * that has run: on a phone's line every fetch that waits for another costs a tenth of a second and more.
 */
export function early(name: string, view: string): Plugin {
  return {
    name: `early-${name}`,
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle, filename }) {
        if (!bundle || !filename.endsWith(`/${name}.html`)) return;
        const chunks = new Map(Object.values(bundle).flatMap((part) => (part.type === "chunk" ? [[part.fileName, part] as const] : [])));
        const first = [...chunks.values()].find((chunk) => Object.keys(chunk.modules).some((id) => id.endsWith(`/src/${view}`)) && !chunk.isEntry);
        if (!first) return;
        const [scripts, styles] = needed(first, chunks);
        const absent = (file: string): boolean => !html.includes(`/${file}"`);
        return [
          ...scripts.filter(absent).map((file): HtmlTagDescriptor => ({ tag: "link", attrs: { rel: "modulepreload", crossorigin: true, href: `/${file}` }, injectTo: "head" })),
          ...styles.filter(absent).map((file): HtmlTagDescriptor => ({ tag: "link", attrs: { rel: "preload", as: "style", href: `/${file}` }, injectTo: "head" })),
        ];
      },
    },
  };
}

/** The scripts and styles without which a chunk does not run. */
function needed(first: Rolldown.OutputChunk, chunks: Map<string, Rolldown.OutputChunk>): [string[], string[]] {
  const [scripts, styles] = [new Set<string>(), new Set<string>()];
  const walk = (chunk: Rolldown.OutputChunk): void => {
    if (scripts.has(chunk.fileName)) return;
    scripts.add(chunk.fileName);
    for (const file of chunk.viteMetadata?.importedCss ?? []) styles.add(file);
    for (const next of chunk.imports) {
      const other = chunks.get(next);
      if (other) walk(other);
    }
  };
  walk(first);
  return [[...scripts], [...styles]];
}
