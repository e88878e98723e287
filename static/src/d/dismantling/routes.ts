import type { RouteRecordRaw } from "vue-router";

/** Taking appliances apart: work orders, what comes out of them, hazardous waste on its way, checks and ledgers. */
export const routes: RouteRecordRaw[] = [
  {
    path: "/dismantling",
    name: "dismantling",
    component: () => import("./parts/StationFrame.vue"),
    redirect: { name: "work-orders" },
    children: [
      { path: "orders", name: "work-orders", component: () => import("./pages/OrdersPage.vue"), meta: { title: "dismantling.orders.title", roles: ["dismantler"] } },
      { path: "orders/:number", name: "work-order", component: () => import("./pages/OrderPage.vue"), meta: { title: "dismantling.order.title", roles: ["dismantler"] } },
      { path: "stock", name: "output-stock", component: () => import("./pages/StockPage.vue"), meta: { title: "dismantling.stock.title", roles: ["dismantler"] } },
      { path: "shipments", name: "output-shipments", component: () => import("./pages/ShipmentsPage.vue"), meta: { title: "dismantling.ship.title", roles: ["dismantler"] } },
      { path: "transfers", name: "waste-transfers", component: () => import("./pages/TransfersPage.vue"), meta: { title: "dismantling.transfers.title", roles: ["dismantler"] } },
      { path: "transfers/new", name: "new-waste-transfer", component: () => import("./pages/TransferDraftPage.vue"), meta: { title: "dismantling.transfer.new", roles: ["dismantler"] } },
      { path: "transfers/:number", name: "waste-transfer", component: () => import("./pages/TransferPage.vue"), meta: { title: "dismantling.transfer.title", roles: ["dismantler"] } },
      { path: "transfers/:number/edit", name: "edit-waste-transfer", component: () => import("./pages/TransferDraftPage.vue"), meta: { title: "dismantling.transfer.edit", roles: ["dismantler"] } },
      { path: "checks", name: "official-checks", component: () => import("./pages/ChecksPage.vue"), meta: { title: "dismantling.checks.title", roles: ["dismantler"] } },
      { path: "ledgers", name: "ledgers", component: () => import("./pages/LedgersPage.vue"), meta: { title: "dismantling.ledgers.title", roles: ["dismantler"] } },
    ],
  },
];
