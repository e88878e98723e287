import type { RouteRecordRaw } from "vue-router";
import { worded } from "../shared/start";

declare module "vue-router" {
  interface RouteMeta {
    /** One step of several: the bar of pages gives way to the step's one button. */
    flow?: boolean;
  }
}

export const routes: RouteRecordRaw[] = [
  { path: "/", name: "home", component: () => import("./pages/HomePage.vue"), meta: { open: true } },
  { path: "/kinds/:group", name: "kinds", component: () => import("./pages/KindsPage.vue"), meta: { open: true, title: "m.kinds.title" } },
  { path: "/quote/:type", name: "quote", component: () => import("./pages/QuotePage.vue"), meta: { open: true, flow: true, title: "m.quote.title" } },
  { path: "/quotes/:id", name: "price", component: () => import("./pages/PricePage.vue"), meta: { open: true, flow: true, title: "m.price.title" } },
  { path: "/book/:step(address|time|check)", name: "book", component: () => import("./pages/BookPage.vue"), meta: { flow: true, title: "m.book.title" } },
  { path: "/orders", name: "orders", component: () => import("./pages/OrdersPage.vue"), meta: { title: "m.orders.title" } },
  { path: "/orders/:number/booked", name: "booked", component: () => import("./pages/BookedPage.vue"), meta: { flow: true, title: "m.booked.title" } },
  { path: "/orders/:number", name: "order", component: () => import("./pages/OrderPage.vue"), meta: { title: "m.order.title" } },
  { path: "/orders/:number/time", name: "reschedule", component: () => import("./pages/ReschedulePage.vue"), meta: { flow: true, title: "m.move.title" } },
  { path: "/orders/:number/cancel", name: "cancel", component: () => import("./pages/CancelPage.vue"), meta: { flow: true, title: "m.cancel.title" } },
  { path: "/where/:code", name: "where", component: () => import("./pages/WherePage.vue"), meta: { open: true, title: "m.where.title" } },
  { path: "/learn", name: "learn", component: () => import("./pages/LearnPage.vue"), meta: { open: true, title: "m.learn.title" } },
  { path: "/recyclers", name: "recyclers", component: () => import("./pages/RecyclersPage.vue"), meta: { open: true, title: "m.recyclers.title" } },
  { path: "/privacy", name: "privacy", component: () => import("./pages/PrivacyPage.vue"), meta: { title: "m.privacy.title" } },
  { path: "/gone", name: "gone", component: () => import("./pages/GonePage.vue"), meta: { open: true, title: "m.privacy.gone" } },
  { path: "/sign-in", name: "sign-in", component: () => import("./pages/SignInPage.vue"), meta: { open: true, title: "sign_in.title" } },
  { path: "/account/safety", name: "safety", component: () => worded(import("./pages/SafetyPage.vue")), meta: { title: "account.safety", mine: true } },
  { path: "/account", name: "account", component: () => import("./pages/MinePage.vue"), meta: { title: "account.title" } },
];
