import { describe, expect, it } from "vitest";
import { readPasted, splitPlace } from "./paste";

const LIAOCHENG = { province: "山东省", city: "聊城市", district: "东昌府区", street: "柳园街道花园路8号3单元501" };

describe("a pasted line", () => {
  it.each([
    ["张三 13812345678 山东省聊城市东昌府区柳园街道花园路8号3单元501", "张三"],
    ["山东省聊城市东昌府区柳园街道花园路8号3单元501,张三,138-1234-5678", "张三"],
    ["收货人: 张三\n手机号码: +86 138 1234 5678\n所在地区: 山东省 聊城市 东昌府区\n详细地址: 柳园街道花园路8号3单元501", "张三"],
    ["买买提·吐尔逊,13812345678,山东省聊城市东昌府区柳园街道花园路8号3单元501,252000", "买买提·吐尔逊"],
    // As Chinese keyboards set it.
    ["张三\uff0c13812345678\uff1b山东省聊城市东昌府区柳园街道花园路8号3单元501", "张三"],
    ["收货人\uff1a张三 手机\uff1a138 1234 5678 地址\uff1a山东省聊城市东昌府区柳园街道花园路8号3单元501", "张三"],
    ["欧阳娜娜女士|山东省聊城市东昌府区柳园街道花园路8号3单元501|13812345678", "欧阳娜娜"],
    ["Li Wei 13812345678 山东省聊城市东昌府区柳园街道花园路8号3单元501", "Li Wei"],
  ])("%s", (line, name) => {
    const read = readPasted(line)!;
    expect({ ...read, street: read.street.replace(/ /g, "") }).toEqual({ name, phone: "13812345678", ...LIAOCHENG });
  });

  it("leaves empty what is not said", () => {
    expect(readPasted("柳园街道花园小区3号楼")).toEqual({ name: "", phone: "", province: "", city: "", district: "", street: "柳园街道花园小区3号楼" });
    expect(readPasted("13812345678")).toMatchObject({ phone: "13812345678", street: "" });
  });

  it("is nothing when there is neither phone nor place", () => {
    expect(readPasted("你好")).toBeNull();
    expect(readPasted("   ")).toBeNull();
  });

  it("takes no flat, postcode or landline for a phone", () => {
    expect(readPasted("花园路8号 10138123456789")?.phone).toBe("");
    expect(readPasted("王五 0635-8888888 聊城市东昌府区花园路8号")).toMatchObject({ phone: "", city: "聊城市", district: "东昌府区" });
  });
});

describe("a place", () => {
  it.each([
    ["北京市朝阳区建国路1号", { province: "北京市", city: "", district: "朝阳区", street: "建国路1号" }],
    ["上海上海市浦东新区世纪大道8号", { province: "上海市", city: "", district: "浦东新区", street: "世纪大道8号" }],
    ["山东省青岛市即墨市通济街道1号", { province: "山东省", city: "青岛市", district: "即墨市", street: "通济街道1号" }],
    ["聊城市茌平区振兴街道2号", { province: "", city: "聊城市", district: "茌平区", street: "振兴街道2号" }],
    ["新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县一路3号", { province: "新疆维吾尔自治区", city: "伊犁哈萨克自治州", district: "察布查尔锡伯自治县", street: "一路3号" }],
    ["山东省聊城市高新技术产业开发区九州街道28号", { province: "山东省", city: "聊城市", district: "高新技术产业开发区", street: "九州街道28号" }],
    ["临清市新华路街道5号", { province: "", city: "临清市", district: "", street: "新华路街道5号" }],
  ])("%s", (address, place) => {
    expect(splitPlace(address)).toEqual(place);
  });
});
