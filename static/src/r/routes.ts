import type { RouteRecordRaw } from "vue-router";
import { desk } from "../shared/firm/routes";
import { useSession } from "../shared/session";

declare module "vue-router" {
  interface RouteMeta {
    /** One step after the other: the bar of pages gives way to the step's one button. */
    flow?: boolean;
  }
}

const COLLECTORS = ["recycler_staff", "recycler_manager"];
const MANAGERS = ["recycler_manager"];
const LOADERS = [...COLLECTORS, "warehouse"];
const FIRST: Record<string, string> = { recycler_staff: "today", recycler_manager: "dispatch", warehouse: "loads" };

export const routes: RouteRecordRaw[] = [
  { path: "/", name: "home", component: () => import("./pages/TodayPage.vue"), beforeEnter: () => ({ name: FIRST[useSession().role ?? ""] ?? "account" }) },
  { path: "/today", name: "today", component: () => import("./pages/TodayPage.vue"), meta: { title: "r.today.title", roles: COLLECTORS } },
  { path: "/find", name: "find", component: () => import("./pages/FindPage.vue"), meta: { title: "r.find.title", roles: COLLECTORS } },
  { path: "/pickup/:number/:position(\\d+)", name: "pickup", component: () => import("./pages/PickupPage.vue"), meta: { title: "r.pickup.title", roles: COLLECTORS, flow: true } },
  { path: "/loads", name: "loads", component: () => import("./pages/LoadsPage.vue"), meta: { title: "r.loads.title", roles: LOADERS } },
  { path: "/loads/new", name: "load-new", component: () => import("./pages/NewLoadPage.vue"), meta: { title: "r.load.new", roles: LOADERS } },
  { path: "/loads/:code", name: "load", component: () => import("./pages/LoadPage.vue"), meta: { title: "r.load.title", roles: LOADERS } },
  { path: "/loads/:code/receive", name: "receive", component: () => import("./pages/ReceivePage.vue"), meta: { title: "r.receive.title", roles: LOADERS } },
  { path: "/intake", name: "intake", component: () => import("./pages/IntakePage.vue"), meta: { title: "r.intake.title", roles: ["warehouse"] } },
  { path: "/outbox", name: "outbox", component: () => import("./pages/OutboxPage.vue"), meta: { title: "queue.title" } },
  { path: "/dispatch", name: "dispatch", component: () => import("./pages/DispatchPage.vue"), meta: { title: "r.dispatch.title", roles: MANAGERS } },
  { path: "/firm", name: "firm", component: () => import("./pages/FirmPage.vue"), meta: { title: "r.firm.title", roles: [...MANAGERS, "warehouse"] } },
  desk,
  { path: "/device", name: "device", component: () => import("./pages/DevicePage.vue"), meta: { title: "queue.device.title" } },
  { path: "/account", name: "account", component: () => import("../shared/work/MinePage.vue"), props: { other: "d" }, meta: { title: "account.title" } },
];
