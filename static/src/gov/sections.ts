/** Pages that stand together under one tab, and who may open them. The server decides; this hides what it would refuse. */

export const ALERTS = [
  { to: "alerts", text: "gov.alerts.title" },
  { to: "sights", text: "gov.sights.title" },
] as const;

export const REVIEWS = [
  { to: "applications", text: "gov.applications.title" },
  { to: "corrections", text: "gov.corrections.title" },
  { to: "conflicts", text: "gov.conflicts.title" },
] as const;

export const FIRMS = [
  { to: "organisations", text: "gov.organisations.title" },
  { to: "licences", text: "gov.licences.title" },
] as const;

export const TABLES = [
  { to: "reference", text: "gov.reference.short" },
  { to: "numbers", text: "gov.numbers.title" },
  { to: "prices", text: "gov.prices.title", roles: ["district_officer", "city_officer", "province_officer", "auditor"] },
  { to: "zones", text: "gov.zones.title" },
] as const;

export const APPOINTERS = ["city_officer", "province_officer"] as const;
export const ADMINISTRATION = [
  { to: "officers", text: "gov.officers.title", roles: ["city_officer", "province_officer", "auditor", "system_admin"] },
  { to: "networks", text: "gov.networks.title", roles: ["auditor", "system_admin"] },
  { to: "changes", text: "gov.changes.title", roles: ["auditor"] },
  { to: "technical", text: "gov.technical.title", roles: ["system_admin"] },
  { to: "identity-links", text: "gov.links.title", roles: ["system_admin"] },
  { to: "account-help", text: "gov.help.title", roles: ["system_admin"] },
] as const;
export const ADMINISTRATORS = ["city_officer", "province_officer", "auditor", "system_admin"] as const;
