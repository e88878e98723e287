import type { RouteRecordRaw } from "vue-router";
import { routes as dismantling } from "./dismantling/routes";

/** Pages of the station. Who does what is the server's to say; `roles` only hides what would be refused. */
export const routes: RouteRecordRaw[] = [
  { path: "/", name: "home", component: () => import("./pages/StartPage.vue"), meta: { title: "d.start.title" } },
  { path: "/queue", name: "queue", component: () => import("./pages/QueuePage.vue"), meta: { title: "d.queue.title" } },
  { path: "/device", name: "device", component: () => import("./pages/DevicePage.vue"), meta: { title: "d.device.title" } },
  { path: "/account", name: "account", component: () => import("./pages/MinePage.vue"), meta: { title: "account.title" } },
  ...dismantling,
];
