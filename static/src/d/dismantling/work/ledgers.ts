/** The plant's books as rows of text, the same on screen and on paper. */
import { list } from "../../../shared/api/client";
import { count, dayOf, moment, weight } from "../../../shared/format";
import { t } from "../../../shared/i18n";
import { groupName, outputName, wasteLabel } from "./names";
import { everything } from "../../../shared/paging";

export const BOOKS = ["dismantlings", "output_lots", "shipments", "waste_transfers"] as const;
export type Book = (typeof BOOKS)[number];

export interface Ledger {
  heads: { text: string; num: boolean }[];
  rows: string[][];
  /** Below every column but the first; empty where a sum means nothing. */
  total: string[];
  /** Whether these are all rows of the period. */
  whole: boolean;
}

const text = (key: string): { text: string; num: boolean } => ({ text: t(key), num: false });
const number = (key: string): { text: string; num: boolean } => ({ text: t(key), num: true });
const sum = (values: (number | null | undefined)[]): number => values.reduce<number>((all, one) => all + (one ?? 0), 0);

/** The rows of a period, both days included. */
export function read(book: Book, from: string, to: string): Promise<Ledger> {
  return { dismantlings: orders, output_lots: lots, shipments, waste_transfers: transfers }[book](from, to);
}

async function orders(from: string, to: string): Promise<Ledger> {
  const { items, whole } = await everything(list("/api/v1/dismantlings", { query: { from, to, limit: 200 } }));
  return {
    heads: [text("dismantling.orders.number"), number("dismantling.orders.opened"), text("dismantling.orders.state"), text("dismantling.orders.group"), text("dismantling.orders.bench"), number("dismantling.orders.units"), number("dismantling.orders.standard"), number("dismantling.balance.input"), number("dismantling.balance.output"), number("dismantling.balance.loss")],
    rows: items.map((one) => [one.number, moment(one.opened_at), t(`dismantling.order_state.${one.state}`), groupName(one.group), `${one.line} · ${one.bench} · ${one.shift}`, count(one.units_count), count(one.standard_count), weight(one.input_g), weight(one.output_g), weight(one.loss_g)]),
    total: ["", "", "", "", count(sum(items.map((one) => one.units_count))), count(sum(items.map((one) => one.standard_count))), weight(sum(items.map((one) => one.input_g))), weight(sum(items.map((one) => one.output_g))), weight(sum(items.map((one) => one.loss_g)))],
    whole,
  };
}

async function lots(from: string, to: string): Promise<Ledger> {
  const { items, whole } = await everything(list("/api/v1/outputs/lots", { query: { limit: 200 } }));
  const within = items.filter((one) => one.day >= from && one.day <= to);
  return {
    heads: [text("dismantling.stock.lot"), number("dismantling.stock.day"), text("dismantling.weigh.output"), text("dismantling.weigh.waste"), text("dismantling.opening.site"), number("dismantling.stock.mass")],
    rows: within.map((one) => [one.number, one.day, outputName(one.output_code), one.waste_code ? wasteLabel(one.waste_code) : "–", one.site.name, weight(one.stock_g)]),
    total: ["", "", "", "", weight(sum(within.map((one) => one.stock_g)))],
    whole,
  };
}

async function shipments(from: string, to: string): Promise<Ledger> {
  const { items, whole } = await everything(list("/api/v1/outputs/shipments", { query: { from, to, limit: 200 } }));
  return {
    heads: [text("dismantling.ship.number"), number("dismantling.weigh.when"), text("dismantling.ship.buyer"), text("dismantling.ship.destination"), text("dismantling.ship.plate"), text("dismantling.ship.what"), number("dismantling.ship.mass")],
    rows: items.map((one) => [one.number, moment(one.at), one.buyer_name, one.destination, one.plate, one.lines.map((line) => `${outputName(line.output_code)} ${weight(line.mass_g)}`).join(", "), weight(one.mass_g)]),
    total: ["", "", "", "", "", weight(sum(items.map((one) => one.mass_g)))],
    whole,
  };
}

async function transfers(from: string, to: string): Promise<Ledger> {
  const { items, whole } = await everything(list("/api/v1/waste-transfers", { query: { limit: 200 } }));
  const within = items.filter((one) => dayOf(one.created_at) >= from && dayOf(one.created_at) <= to && one.state !== "draft" && one.state !== "discarded");
  return {
    heads: [text("dismantling.transfers.number"), text("dismantling.transfer.field.manifest_number"), text("dismantling.orders.state"), text("dismantling.transfers.waste"), text("dismantling.transfer.field.carrier_name"), text("dismantling.transfer.field.receiver_name"), number("dismantling.transfers.departed"), number("dismantling.story.ended_at"), number("dismantling.ship.mass")],
    rows: within.map((one) => [one.number, one.manifest_number ?? "–", t(`dismantling.transfer_state.${one.state}`), [...new Set(one.lines.map((line) => wasteLabel(line.waste_code)))].join(", "), one.carrier_name ?? "–", one.receiver_name ?? "–", moment(one.departed_at), moment(one.ended_at), weight(one.mass_g)]),
    total: ["", "", "", "", "", "", "", weight(sum(within.map((one) => one.mass_g)))],
    whole,
  };
}
