/** What districts are called, from the province down; fetched once each, when first shown. */
import { shallowRef } from "vue";
import { get } from "../api/client";

const names = shallowRef(new Map<string, string>());
const asked = new Set<string>();

export function regionName(code: string): string {
  if (code && !asked.has(code)) {
    asked.add(code);
    get("/api/v1/regions/{code}", { path: { code } })
      .then(({ path }) => (names.value = new Map([...names.value, [code, path.map((one) => one.name).join(" ")]])))
      .catch(() => asked.delete(code));
  }
  return names.value.get(code) ?? code;
}
