/** The bar of pages, by role. */
import type { Tab } from "../shared/ui/AppFrame.vue";

type Where = Tab & { roles?: readonly string[]; managers?: true };

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
  { to: "desk", text: "d.tab.firm", managers: true },
];

/** What somebody of this role finds in the bar; managers also what they do for the organisation. */
export function tabsOf(role: string | null, manager = false): Tab[] {
  return TABS.filter((tab) => (!tab.roles || tab.roles.includes(role ?? "")) && (!tab.managers || manager)).map(({ to, text }) => ({ to, text }));
}
