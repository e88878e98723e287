import { RouterView, type RouteRecordRaw } from "vue-router";
import { useSession } from "../shared/session";
import { OVERSEERS } from "./access";
import { ADMINISTRATORS } from "./sections";

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
  { path: "/sights", name: "sights", component: () => import("./pages/SightsPage.vue"), meta: { title: "gov.sights.title", ...overseers } },
  { path: "/search", name: "search", component: () => import("./pages/SearchPage.vue"), meta: { title: "gov.search.title", ...overseers } },
  { path: "/order/:number", name: "order", component: () => import("./pages/OrderPage.vue"), meta: { title: "gov.order.title", ...overseers } },
  { path: "/load/:code", name: "load", component: () => import("./pages/LoadPage.vue"), meta: { title: "gov.load.title", ...overseers } },
  { path: "/organisations", name: "organisations", component: () => import("./pages/OrganisationsPage.vue"), meta: { title: "gov.organisations.title", ...overseers } },
  { path: "/organisations/:id", name: "organisation", component: () => import("./pages/OrganisationPage.vue"), meta: { title: "gov.organisations.one", ...overseers } },
  { path: "/licences", name: "licences", component: () => import("./pages/LicencesPage.vue"), meta: { title: "gov.licences.title", ...overseers } },
  { path: "/applications", name: "applications", component: () => import("./pages/ApplicationsPage.vue"), meta: { title: "gov.applications.title", ...overseers } },
  { path: "/applications/:id", name: "application", component: () => import("./pages/ApplicationPage.vue"), meta: { title: "gov.applications.one", ...overseers } },
  { path: "/corrections", name: "corrections", component: () => import("./pages/CorrectionsPage.vue"), meta: { title: "gov.corrections.title", ...overseers } },
  { path: "/corrections/:id", name: "correction", component: () => import("./pages/CorrectionPage.vue"), meta: { title: "gov.corrections.one", ...overseers } },
  { path: "/conflicts", name: "conflicts", component: () => import("./pages/ConflictsPage.vue"), meta: { title: "gov.conflicts.title", ...overseers } },
  { path: "/holds", name: "holds", component: () => import("./pages/HoldsPage.vue"), meta: { title: "gov.holds.title", ...overseers } },
  { path: "/exports", name: "exports", component: () => import("./pages/ExportsPage.vue"), meta: { title: "gov.export.mine", ...overseers } },
  { path: "/officers", name: "officers", component: () => import("./pages/OfficersPage.vue"), meta: { title: "gov.officers.title", roles: ADMINISTRATORS } },
  { path: "/networks", name: "networks", component: () => import("./pages/NetworksPage.vue"), meta: { title: "gov.networks.title", roles: ["auditor", "system_admin"] } },
  { path: "/changes", name: "changes", component: () => import("./pages/ChangesPage.vue"), meta: { title: "gov.changes.title", roles: ["auditor"] } },
  { path: "/technical", name: "technical", component: () => import("./pages/TechnicalPage.vue"), meta: { title: "gov.technical.title", roles: ["system_admin"] } },
  { path: "/identity-links", name: "identity-links", component: () => import("./pages/LinksPage.vue"), meta: { title: "gov.links.title", roles: ["system_admin"] } },
  { path: "/account-help", name: "account-help", component: () => import("./pages/AccountHelpPage.vue"), meta: { title: "gov.help.title", roles: ["system_admin"] } },
  { path: "/numbers", name: "numbers", component: () => import("./pages/NumbersPage.vue"), meta: { title: "gov.numbers.title" } },
  { path: "/prices", name: "prices", component: () => import("./pages/PricesPage.vue"), meta: { title: "gov.prices.title", ...overseers } },
  { path: "/zones", name: "zones", component: () => import("./pages/ZonesPage.vue"), meta: { title: "gov.zones.title" } },
  { path: "/invitation/:token([A-Za-z0-9_-]{43})", name: "invitation", component: () => import("./pages/InvitationPage.vue"), meta: { title: "gov.invitation.title", open: true } },
  { path: "/audit", name: "audit", component: () => import("./pages/AuditPage.vue"), meta: { title: "gov.audit.title", ...overseers } },
  { path: "/reference", name: "reference", component: () => import("./pages/ReferencePage.vue"), meta: { title: "gov.reference.title" } },
];
