import { describe, expect, it } from "vitest";
import { kindsOf } from "./search";

describe("a text in the search box", () => {
  it.each([
    ["TG59-KMBK-C2J2-J", [["unit", "TG59KMBKC2J2J"]]],
    ["tg59kmbkc2j2j", [["unit", "TG59KMBKC2J2J"]]],
    ["https://trace.example/obj/TG59KMBKC2J2J?lang=en", [["unit", "TG59KMBKC2J2J"]]],
    ["JD20261121VANWN0S", [["order", "JD20261121VANWN0S"]]],
    ["LC2WV07WZVDQ", [["load", "LC2WV07WZVDQ"]]],
    ["鲁P·12345", [["plate", "鲁P12345"]]],
    ["鲁pd12345", [["plate", "鲁PD12345"]]],
    ["ＴＧ５９ＫＭＢＫＣ２Ｊ２Ｊ", [["unit", "TG59KMBKC2J2J"]]],
    ["１３８００００１２３４", [["phone", "13800001234"]]],
    ["wo-d001-20261122-0003", [["work", "WO-D001-20261122-0003"]]],
    ["WOD001202611220003", [["work", "WO-D001-20261122-0003"]]],
    ["138 0000 1234", [["phone", "13800001234"]]],
    ["+86-138-0000-1234", [["phone", "13800001234"]]],
    ["东昌府", [["place", "东昌府"], ["firm", "东昌府"]]],
    ["绿环（聊城）", [["place", "绿环（聊城）"], ["firm", "绿环（聊城）"]]],
    ["３７１５０２", [["place", "371502"], ["firm", "371502"]]],
    ["371502", [["place", "371502"], ["firm", "371502"]]],
  ])("%s is asked for as %j", (text, expected) => {
    expect(kindsOf(text)).toEqual(expected);
  });
});
