/** The inventory for programs, as one versioned document. */
import type { Inventory } from '../../model/inventory.js';
import { inertJson } from '../safe-text.js';
import type { InventoryReporter } from './reporter.js';

/** Goes up when a reader of an older version could misread the document; additions do not raise it. */
export const INVENTORY_SCHEMA_VERSION = 1;

export interface JsonInventory extends Inventory {
  readonly schemaVersion: typeof INVENTORY_SCHEMA_VERSION;
}

export const jsonInventory: InventoryReporter = (inventory) => {
  const document: JsonInventory = { schemaVersion: INVENTORY_SCHEMA_VERSION, ...inventory };
  return inertJson(document);
};
