import { RouterView, type RouteRecordRaw } from "vue-router";
import { useSession } from "../shared/session";
import { OVERSEERS } from "./access";

const overseers = { roles: OVERSEERS };

export const routes: RouteRecordRaw[] = [
  {
    path: "/",
    name: "start",
    component: RouterView,
    // Not a `redirect`: that would be asked before anybody knows who is signed in.
    beforeEnter: () => {
      const { who } = useSession();
      if (who && !OVERSEERS.some((role) => role === who.role)) return { name: "reference" };
      return who?.region ? { name: "board", params: { region: who.region.id } } : { name: "account" };
    },
  },
  { path: "/board/:region(\\d{6})", name: "board", component: () => import("./pages/BoardPage.vue"), meta: { title: "gov.board.title", ...overseers } },
  { path: "/board/:region(\\d{6})/rows/:figure", name: "rows", component: () => import("./pages/RowsPage.vue"), meta: { title: "gov.rows.title", ...overseers } },
  { path: "/unit/:code", name: "unit", component: () => import("./pages/TracePage.vue"), meta: { title: "gov.trace.title", ...overseers } },
  { path: "/alerts", name: "alerts", component: () => import("./pages/AlertsPage.vue"), meta: { title: "gov.alerts.title", ...overseers } },
  { path: "/alerts/:id", name: "alert", component: () => import("./pages/AlertPage.vue"), meta: { title: "gov.alerts.one", ...overseers } },
  { path: "/search", name: "search", component: () => import("./pages/SearchPage.vue"), meta: { title: "gov.search.title", ...overseers } },
  { path: "/order/:number", name: "order", component: () => import("./pages/OrderPage.vue"), meta: { title: "gov.order.title", ...overseers } },
  { path: "/load/:code", name: "load", component: () => import("./pages/LoadPage.vue"), meta: { title: "gov.load.title", ...overseers } },
  { path: "/organisations", name: "organisations", component: () => import("./pages/OrganisationsPage.vue"), meta: { title: "gov.organisations.title", ...overseers } },
  { path: "/organisations/:id", name: "organisation", component: () => import("./pages/OrganisationPage.vue"), meta: { title: "gov.organisations.one", ...overseers } },
  { path: "/audit", name: "audit", component: () => import("./pages/AuditPage.vue"), meta: { title: "gov.audit.title", ...overseers } },
  { path: "/reference", name: "reference", component: () => import("./pages/ReferencePage.vue"), meta: { title: "gov.reference.title" } },
];
