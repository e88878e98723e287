// Lets one app work without a network: its files are kept on the first visit and served from there.
// The build fills in which app, which files, and the hash of the list; a new list is a new version.
const PAGE = "__PAGE__";
const FILES = __FILES__;
const KEPT = "tradein-__NAME__-";
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

async function page(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok || answer.type === "opaqueredirect") return answer;
  } catch {
    // No network: what was kept.
  }
  return (await caches.match(PAGE)) ?? Response.error();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || pathname.startsWith("/api/")) return;
  if (request.mode === "navigate" && pathname === PAGE) event.respondWith(page(request));
  else if (pathname.startsWith("/assets/")) event.respondWith(caches.match(request).then((found) => found ?? fetch(request)));
});
