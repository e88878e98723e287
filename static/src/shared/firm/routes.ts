import type { RouteRecordRaw } from "vue-router";

/** A page of an organisation's own, with its texts: both are fetched when it is opened. */
async function firm<T>(page: Promise<T>): Promise<T> {
  const [found] = await Promise.all([page, import("./words").then(({ words }) => words())]);
  return found;
}

/** Whoever may manage an organisation, by role; that they do manage it is the server's to say. */
export const MANAGERS = ["recycler_manager", "warehouse", "dismantler", "refurbisher", "retailer_clerk"] as const;

/** What a manager does for the organisation: its people, keys, papers and sites. The same in every app of the trade. */
export const desk: RouteRecordRaw = {
  path: "/desk",
  name: "desk",
  component: () => firm(import("./FirmFrame.vue")),
  redirect: { name: "people" },
  children: [
    { path: "people", name: "people", component: () => firm(import("./PeoplePage.vue")), meta: { title: "firm.people.title", roles: MANAGERS } },
    { path: "keys", name: "keys", component: () => firm(import("./KeysPage.vue")), meta: { title: "firm.keys.title", roles: MANAGERS } },
    { path: "papers", name: "papers", component: () => firm(import("./PapersPage.vue")), meta: { title: "firm.papers.title", roles: MANAGERS } },
    { path: "sites", name: "sites", component: () => firm(import("./SitesPage.vue")), meta: { title: "firm.sites.title", roles: MANAGERS } },
    { path: "applications/:id", name: "application", component: () => firm(import("./ApplicationPage.vue")), meta: { title: "firm.application.title", roles: MANAGERS } },
  ],
};

/** Where a link to join an organisation leads; it works for whoever holds it. */
export const invitation: RouteRecordRaw = {
  path: "/invitation/:token([A-Za-z0-9_-]{43})",
  name: "invitation",
  component: () => firm(import("./InvitationPage.vue")),
  meta: { title: "firm.invitation.title", open: true },
};

/** Coming in: the application of an organisation that is not here yet, and how it stands. */
export const joining: RouteRecordRaw[] = [
  { path: "/register", name: "register", component: () => firm(import("./RegisterPage.vue")), meta: { title: "firm.register.title", open: true } },
  { path: "/applications/:id", name: "my-application", component: () => firm(import("./ApplicationPage.vue")), meta: { title: "firm.application.title", mine: true } },
];
