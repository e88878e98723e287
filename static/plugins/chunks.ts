/**
 * What is fetched together lies together: on a phone's line thirty small files cost more than the bytes in them.
 *
 * Each group is closed: what its modules import is in it or in one that stands before it, never in an entry or a view.
 * Otherwise two chunks would import each other, and an app would not start.
 */
interface Group {
  name: string;
  priority: number;
  test: (id: string) => boolean;
}

const LIBRARIES = /\/node_modules\/(vue-router|pinia|vue-i18n|@intlify|@vue\/devtools[\w-]*)\//;
// What every app shows or does with its first view. `language` is used by pages without the rest of it.
const START = /\/src\/shared\/((start|entries|i18n|wording|breath|session|reading|format|leaving|firm\/routes)\.ts|api\/|texts\/zh-CN|tokens\.css|ui\/(frame\.css|AppFrame|LanguageSwitch|EmptyState|ErrorPanel|SkeletonLines))/;
const TEST = /\.test\.ts$/;

export const groups: Group[] = [
  { name: "vue", priority: 9, test: (id) => /\/node_modules\/(vue|@vue\/(runtime-core|runtime-dom|reactivity|shared))\/|\/src\/shared\/language\.ts|vite\/preload-helper|plugin-vue.*export-helper/.test(id) },
  { name: "libraries", priority: 8, test: (id) => LIBRARIES.test(id) },
  { name: "start", priority: 7, test: (id) => START.test(id) && !TEST.test(id) },
  // Of the two apps that work without a network: the queue, and what a scanned code and its sound need at once.
  { name: "field", priority: 6, test: (id) => /\/node_modules\/idb\/|\/src\/shared\/(queue\/|work\/texts\/zh-CN|(version|codes)\.ts|scanner\/(signals|promptness|wedge)\.ts)/.test(id) && !TEST.test(id) },
  // Of the consumers' app: what a booking looks like, in the list, at home and by itself.
  { name: "booking", priority: 5, test: (id) => /\/src\/m\/((kinds|slots)\.ts|parts\/(OrderCard|StatePill)\.vue)/.test(id) },
  // Of the officers' app: names of things, and what narrows a list.
  { name: "oversight", priority: 5, test: (id) => /\/src\/gov\/((names|query)\.ts|parts\/(PeriodBar|PagedTable|BreadCrumb)\.vue)/.test(id) },
];
