/** What reporters of the inventory take and give, and the table of their formats. Each is loaded when it is asked for. */
import type { Inventory } from '../../model/inventory.js';
import type { ReportStyle } from '../reporter.js';

/** Pure: data in, text out; the text ends with a line break. */
export type InventoryReporter = (inventory: Inventory, style: ReportStyle) => string;

export const INVENTORY_FORMATS = ['pretty', 'json', 'csv', 'markdown'] as const;
export type InventoryFormat = (typeof INVENTORY_FORMATS)[number];

const reporters: Readonly<Record<InventoryFormat, () => Promise<InventoryReporter>>> = {
  pretty: async () => (await import('./pretty.js')).prettyInventory,
  json: async () => (await import('./json.js')).jsonInventory,
  csv: async () => (await import('./csv.js')).csvInventory,
  markdown: async () => (await import('./markdown.js')).markdownInventory,
};

/** Loads the reporter of a format. */
export function loadInventoryReporter(format: InventoryFormat): Promise<InventoryReporter> {
  return reporters[format]();
}
