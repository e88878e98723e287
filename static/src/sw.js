// Lets one app work without a network: its files are kept on the first visit and served from there.
// The build fills in which app, which files, and the hash of the list; a new list is a new version.
const PAGE = "__PAGE__";
const FILES = __FILES__;
const KEPT = "tradein-__NAME__-";
const PATIENCE_MS = 1500;
const CACHE = `${KEPT}__VERSION__`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([PAGE, ...FILES])));
});

// A new version waits until somebody taps "update": never in the middle of a scan.
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  const older = (name) => name.startsWith(KEPT) && name !== CACHE;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(older).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

// The page of this version, so that page and files always belong together. The server is asked too, for a moment: its
// answer carries the word whether somebody is signed in, and it alone answers when nothing is kept.
async function page(request) {
  const asked = fetch(request).catch(() => null);
  const kept = await (await caches.open(CACHE)).match(PAGE);
  if (!kept) return (await asked) ?? Response.error();
  await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  return kept;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || pathname.startsWith("/api/")) return;
  if (request.mode === "navigate" && pathname === PAGE) event.respondWith(page(request));
  else if (pathname.startsWith("/assets/")) event.respondWith(caches.match(request).then((found) => found ?? fetch(request)));
});
