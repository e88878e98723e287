/** The bar of pages, by role. */
import type { Tab } from "../shared/ui/AppFrame.vue";

type Where = Tab & { roles?: readonly string[] };

const TABS: Where[] = [
  { to: "home", text: "d.tab.home" },
  { to: "intake", text: "d.tab.intake" },
  { to: "loads", text: "d.tab.loads" },
  { to: "stock", text: "d.tab.stock" },
  { to: "quarantine", text: "d.tab.quarantine" },
  { to: "dismantling", text: "d.tab.dismantling", roles: ["dismantler"] },
  { to: "book", text: "d.tab.book" },
  { to: "shift", text: "d.tab.shift" },
  { to: "queue", text: "d.tab.queue" },
];

/** What somebody of this role finds in the bar. */
export function tabsOf(role: string | null): Tab[] {
  return TABS.filter((tab) => !tab.roles || tab.roles.includes(role ?? "")).map(({ to, text }) => ({ to, text }));
}
