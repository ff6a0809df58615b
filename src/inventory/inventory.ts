/** A scan's result and the taxonomy → the inventory. A pure function: no file, no program. */
import type { Inventory, InventoryRecipient, InventoryTable } from '../model/inventory.js';
import { dataTypesOf, placeOf } from './data-types.js';
import { byPlace, byTier, compare, distinct, unique } from './order.js';
import { View, type Exit, type InventoryInput } from './view.js';

/** @returns data types, tables and recipients, what matters most first; the same input gives the same inventory */
export function buildInventory(input: InventoryInput): Inventory {
  const view = new View(input);
  const { result, filter } = input;
  const dataTypes = dataTypesOf(view);
  const tables = view.isOfRecipients ? [] : tablesOf(view);
  const recipients = recipientsOf(view);
  const third = recipients.filter((r) => r.party === 'third');
  const personal = tables.filter((t) => t.columns.length > 0);
  return {
    tool: result.tool,
    ...(result.policies ? { policies: result.policies.map(({ id }) => id) } : {}),
    ...(result.jurisdictions ? { jurisdictions: result.jurisdictions } : {}),
    filter,
    summary: {
      dataTypes: dataTypes.length,
      tables: tables.length,
      personalTables: personal.length,
      personalColumns: personal.reduce((sum, t) => sum + t.columns.length, 0),
      recipients: recipients.filter((r) => r.id !== 'unknown').length,
      thirdParties: third.length,
      countries: distinct(third.flatMap((r) => r.country ?? [])),
      ...(result.jurisdictions ? { crossBorder: recipients.filter((r) => r.crossBorder).length } : {}),
      findings: view.findings.length,
    },
    dataTypes,
    tables,
    recipients,
    coverage: result.coverage,
  };
}

function tablesOf(view: View): readonly InventoryTable[] {
  const entities = view.input.result.survey?.entities ?? [];
  return entities
    .filter((e) => e.kind === 'table')
    .map((e): InventoryTable => ({
      name: e.name,
      declaredBy: e.declaredBy,
      columnCount: e.members,
      columns: e.personal
        .filter((m) => view.shows(m))
        .map((m) => ({
          name: m.name,
          dataType: m.dataType,
          title: view.titleOf(m.dataType),
          tier: view.tierOf(m.dataType),
          ...m.place,
        })),
      ...e.place,
    }))
    .filter((t) => view.input.filter.dataTypes.length === 0 || t.columns.length > 0)
    .sort((a, b) => compare(a.name, b.name) || byPlace(a, b));
}

function recipientsOf(view: View): readonly InventoryRecipient[] {
  const byId = new Map<string, Exit[]>();
  for (const exit of view.exits) {
    const of = byId.get(exit.sink.recipient);
    if (of) of.push(exit);
    else byId.set(exit.sink.recipient, [exit]);
  }
  const order = ['third', 'unknown', 'first', 'self'];
  return [...byId]
    .map(([id, exits]) => recipient(view, id, exits))
    .sort((a, b) => order.indexOf(a.party) - order.indexOf(b.party) || b.calls - a.calls || compare(a.id, b.id));
}

function recipient(view: View, id: string, exits: readonly Exit[]): InventoryRecipient {
  const ids = unique(exits.flatMap(({ flows }) => flows.map((f) => f.dataType)));
  return {
    id,
    ...view.recipient(id),
    party: exits[0]!.sink.party,
    kinds: unique(exits.map(({ sink }) => sink.kind)).sort(compare),
    dataTypes: ids
      .map((type) => ({ id: type, title: view.titleOf(type), tier: view.tierOf(type) }))
      .sort((a, b) => byTier(a, b) || compare(a.id, b.id)),
    calls: exits.length,
    places: exits.map(({ sink }) => placeOf(sink.callLocation)).sort(byPlace),
  };
}
