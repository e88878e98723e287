/** One way to start an app: language first, then who is signed in, then the page of the address. */
import "./tokens.css";
import "./ui/frame.css";
import { createPinia } from "pinia";
import { createApp, watch, type Component } from "vue";
import { createRouter, createWebHashHistory, type Router, type RouterHistory, type RouteRecordRaw } from "vue-router";
import { problemOf } from "./api/problem";
import { noticeLostWay } from "./astray";
import { breath } from "./breath";
import { ENTRIES, type EntryName } from "./entries";
import { invitation } from "./firm/routes";
import { i18n, speak, t, type Texts } from "./i18n";
import { language } from "./language";
import "./reading";
import { useSession } from "./session";

declare module "vue-router" {
  interface RouteMeta {
    /** Key of the page's title. */
    title?: string;
    /** Whether it needs nobody signed in. */
    open?: boolean;
    /** Roles that may open it; all of the app's without. The server enforces the same. */
    roles?: readonly string[];
    /** Whether it is about oneself: whoever is signed in may open it, whatever their app. */
    mine?: boolean;
  }
}

export interface AppDefinition {
  entry: EntryName;
  root: Component;
  routes: RouteRecordRaw[];
  texts: Texts;
}

/**
 * Start the app in `#app`; resolves with its router when the first page is there. In pieces: to ask who is here, to know
 * the ways, to fetch the view, to find the way, to draw the frame. A phone is slow at each of them.
 */
export async function startApp(app: AppDefinition): Promise<Router> {
  await breath();
  const made = createApp(app.root).use(createPinia()).use(i18n);
  // Asked now, known when the first page wants to know; a failure is met, and shown, there.
  void useSession().load().catch(() => undefined);
  await breath();
  const history = createWebHashHistory();
  const router = createRouter({
    history,
    // An app's own page of a common name (a sign-in by text message) takes the place of the common one.
    routes: [...app.routes, ...COMMON.filter((one) => !app.routes.some((own) => own.name === one.name))],
    // A first page is at its top by itself; to ask for that would have it laid out before it is complete.
    scrollBehavior: (_to, from, kept) => kept ?? (from.matched.length > 0 && { top: 0 }),
  });
  guard(router, app.entry);
  noticeLostWay(router);
  const title = (): void => {
    const { title: key } = router.currentRoute.value.meta;
    document.title = [...(key ? [t(key)] : []), t(`entry.${app.entry}`)].join(" · ");
  };
  router.afterEach(title);
  watch([language, i18n.global.locale], title);
  // The frame is there before its first page is made.
  const once = router.beforeResolve(async () => {
    once();
    await breath();
  });
  await breath();
  void ahead(router);
  await breath();
  await speak(app.texts);
  made.use(router);
  followEarly(router, history);
  await breath();
  made.mount("#app");
  return router;
}

/**
 * Go where the address leads if it changes before the first page is there: until then the router does not hear of it and
 * would put the first address back, so that a link followed on a slow phone would be lost.
 */
function followEarly(router: Router, history: RouterHistory): void {
  const stop = history.listen((to) => void router.push(to));
  // From then on it listens itself, also when the first page failed.
  void router.isReady().then(stop, stop);
}

/** Fetch the view of the address while the server is still asked who is signed in: one after the other is slow on a phone. */
async function ahead(router: Router): Promise<void> {
  const views = router.resolve(location.hash.slice(1) || "/").matched.map((one) => one.components?.default);
  // A view that cannot be fetched now is asked for again, and its failure shown, when the router wants it.
  await Promise.allSettled(views.map((view) => (typeof view === "function" && !("setup" in view) ? (view as () => Promise<unknown>)() : null)));
}

/** A page of the account, with its texts: both are fetched when it is opened. */
export async function worded<T>(page: Promise<T>): Promise<T> {
  const [found] = await Promise.all([page, import("./safety/words").then(({ words }) => words())]);
  return found;
}

const COMMON: RouteRecordRaw[] = [
  { path: "/sign-in", name: "sign-in", component: () => import("./ui/SignInPage.vue"), meta: { open: true, title: "sign_in.title" } },
  { path: "/account", name: "account", component: () => import("./ui/AccountPage.vue"), meta: { title: "account.title", mine: true } },
  { path: "/account/safety", name: "safety", component: () => worded(import("./safety/SafetyPage.vue")), meta: { title: "account.safety", mine: true } },
  invitation,
  { path: "/other-app", name: "other-app", component: () => import("./ui/OtherAppPage.vue"), meta: { open: true, title: "other_app.title" } },
  { path: "/unreachable", name: "unreachable", component: () => import("./ui/UnreachablePage.vue"), meta: { open: true, title: "problem.title" } },
  { path: "/:rest(.*)*", name: "missing", component: () => import("./ui/MissingPage.vue"), meta: { open: true, title: "missing.title" } },
];

function guard(router: Router, entry: EntryName): void {
  router.beforeEach(async (to) => {
    const session = useSession();
    if (session.state === "unknown") {
      const asked = session.load();
      // An open page does not wait; it shows more when the answer comes.
      if (to.meta.open) void asked.catch(() => undefined);
      else {
        try {
          await asked;
          // Who it is has just been drawn.
          await breath();
        } catch (error) {
          return { name: "unreachable", query: { to: to.fullPath, code: problemOf(error).code } };
        }
      }
    }
    if (to.meta.open) return true;
    if (session.state !== "in" || !session.who) return { name: "sign-in", query: { to: to.fullPath } };
    if (!to.meta.mine && to.name !== "account" && !(to.meta.roles ?? ENTRIES[entry]).includes(session.who.role)) return { name: "other-app" };
    return true;
  });
}

/** After a session ended, lead to the sign-in page and back to where one was. Call it once in the app's root. */
export function followSession(router: Router): void {
  const session = useSession();
  watch(
    () => session.state,
    (state, before) => {
      const { meta, fullPath } = router.currentRoute.value;
      if (state === "out" && before === "in" && !meta.open) void router.push({ name: "sign-in", query: { to: fullPath } });
    },
  );
}
