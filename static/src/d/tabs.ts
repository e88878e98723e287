/** The bar of pages, by role. */
import type { Tab } from "../shared/ui/AppFrame.vue";

type Where = Tab & { roles?: readonly string[] };

const TABS: Where[] = [
  { to: "home", text: "d.tab.home" },
  // The dismantling line adds its pages here.
  { to: "queue", text: "d.queue.title" },
];

/** What somebody of this role finds in the bar. */
export function tabsOf(role: string | null): Tab[] {
  return TABS.filter((tab) => !tab.roles || tab.roles.includes(role ?? "")).map(({ to, text }) => ({ to, text }));
}
