import type { RouteRecordRaw } from "vue-router";
import { desk } from "../shared/firm/routes";
import { routes as dismantling } from "./dismantling/routes";

/** Pages of the station. Who may do what is the server's to say; `roles` only hides what would be refused. */
export const routes: RouteRecordRaw[] = [
  { path: "/", name: "home", component: () => import("./pages/StartPage.vue"), meta: { title: "d.start.title" } },
  { path: "/intake", name: "intake", component: () => import("./pages/IntakePage.vue"), meta: { title: "d.intake.title" } },
  { path: "/loads", name: "loads", component: () => import("./pages/LoadsPage.vue"), meta: { title: "d.loads.title" } },
  { path: "/loads/:code", name: "load", component: () => import("./pages/LoadPage.vue"), meta: { title: "d.load.title" } },
  { path: "/loads/:code/arrival", name: "arrival", component: () => import("./pages/ArrivalPage.vue"), meta: { title: "d.arrival.title" } },
  { path: "/stock", name: "stock", component: () => import("./pages/StockPage.vue"), meta: { title: "d.stock.title" } },
  { path: "/unit/:code", name: "unit", component: () => import("./pages/UnitPage.vue"), meta: { title: "d.unit.title" } },
  { path: "/quarantine", name: "quarantine", component: () => import("./pages/QuarantinePage.vue"), meta: { title: "d.quarantine.title" } },
  { path: "/book", name: "book", component: () => import("./pages/BookPage.vue"), meta: { title: "d.book.title" } },
  { path: "/shift", name: "shift", component: () => import("./pages/ShiftPage.vue"), meta: { title: "d.summary.title" } },
  { path: "/queue", name: "queue", component: () => import("./pages/QueuePage.vue"), meta: { title: "queue.title" } },
  { path: "/device", name: "device", component: () => import("../shared/work/DevicePage.vue"), meta: { title: "queue.device.title" } },
  { path: "/account", name: "account", component: () => import("../shared/work/MinePage.vue"), props: { other: "r" }, meta: { title: "account.title" } },
  desk,
  ...dismantling,
];
