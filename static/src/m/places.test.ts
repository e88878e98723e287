import { expect, it } from "vitest";
import { addressIn } from "./places";

it("names the district once", () => {
  expect(addressIn("东昌府区", "东昌府区古楼街道东湖名邸3号楼")).toBe("东昌府区古楼街道东湖名邸3号楼");
  expect(addressIn("东昌府区", "古楼街道东湖名邸3号楼")).toBe("东昌府区 古楼街道东湖名邸3号楼");
  expect(addressIn("东昌府区", null)).toBe("东昌府区");
});
