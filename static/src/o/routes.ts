import type { RouteRecordRaw } from "vue-router";
import { desk, joining } from "../shared/firm/routes";

/** Coming in, and what managers of every trade do for their organisation. */
export const routes: RouteRecordRaw[] = [
  { path: "/", name: "home", component: () => import("./pages/HomePage.vue"), meta: { open: true } },
  ...joining,
  desk,
];
