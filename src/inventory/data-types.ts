/** The kinds of personal data, each with its places. */
import type { InventoryDataType, InventoryEntry, InventoryExit, LawReference, Place } from '../model/inventory.js';
import type { Finding, Flow, Location, SinkRecord } from '../model/report.js';
import type { SinkKind } from '../model/rules.js';
import { CONFIDENCES } from '../model/selection.js';
import { lawReference, type TaxonomyEntry } from '../model/taxonomy.js';
import { byPlace, byTier, compare, unique } from './order.js';
import type { Exit, View } from './view.js';

/** Ways out after which the data lies somewhere of the own system. */
const STORES: readonly SinkKind[] = ['database', 'file', 'browser-storage', 'cookie', 'queue'];
const UNCLASSIFIED_MEANING = 'a whole input of which the code does not say what is in it';

/** @returns what matters most first */
export function dataTypesOf(view: View): readonly InventoryDataType[] {
  return new DataTypes(view).build();
}

class DataTypes {
  constructor(private readonly view: View) {}

  build(): readonly InventoryDataType[] {
    const all = new Map<string, Building>();
    const of = (id: string): Building => {
      let found = all.get(id);
      if (!found) all.set(id, (found = { enters: [], declared: [], columns: [], stored: [], leaves: [] }));
      return found;
    };
    if (!this.view.isOfRecipients) this.addSurvey(of);
    for (const exit of this.view.exits) this.addExit(exit, of);
    for (const f of this.view.literals) {
      for (const type of f.dataTypes) if (this.view.isWanted(type.id)) of(type.id).enters.push(literalEntry(f));
    }
    return [...all].map(([id, parts]) => this.dataType(id, parts)).sort(byImportance);
  }

  private addSurvey(of: (id: string) => Building): void {
    const { entities = [], entries = [] } = this.view.input.result.survey ?? {};
    for (const entity of entities) {
      for (const m of entity.personal) {
        if (!this.view.shows(m)) continue;
        if (entity.kind === 'table') of(m.dataType).columns.push({ table: entity.name, name: m.name, ...m.place });
        else of(m.dataType).declared.push({ type: entity.name, member: m.name, ...m.place });
      }
    }
    for (const e of entries) {
      if (!this.view.shows(e)) continue;
      of(e.dataType).enters.push({ source: e.source, how: e.shape, library: e.library, ...e.place });
    }
  }

  private addExit({ sink, flows }: Exit, of: (id: string) => Building): void {
    for (const id of unique(flows.map((f) => f.dataType))) {
      const own = flows.filter((f) => f.dataType === id);
      const parts = of(id);
      (STORES.includes(sink.kind) ? parts.stored : parts.leaves).push(this.exit(sink, id, own));
      for (const f of own) {
        const first = f.steps[0]?.location;
        if (first && (f.via === 'api' || f.via === 'name'))
          parts.enters.push({ source: f.source, how: f.via, library: '', ...placeOf(first) });
      }
    }
  }

  private exit(sink: SinkRecord, dataType: string, flows: readonly Flow[]): InventoryExit {
    const finding = this.view.findingOf(sink);
    const named = this.view.recipient(sink.recipient);
    return {
      kind: sink.kind,
      callee: sink.callee,
      recipient: sink.recipient,
      recipientName: named.name,
      ...(named.country === undefined ? {} : { country: named.country }),
      party: sink.party,
      ...(sink.crossBorder ? { crossBorder: sink.crossBorder } : {}),
      form: formOf(flows),
      purpose: flows.every((f) => f.role === 'purpose'),
      confidence: CONFIDENCES.find((c) => flows.some((f) => f.confidence === c)) ?? 'low',
      ...(finding?.dataTypes.some((t) => t.id === dataType) && this.view.isSure(finding.confidence) ? { severity: finding.severity } : {}),
      print: sink.print,
      ...placeOf(sink.callLocation),
    };
  }

  private dataType(id: string, { enters, declared, columns, stored, leaves }: Building): InventoryDataType {
    const entry = this.view.entry(id);
    const tier = entry?.tier ?? 'unclassified';
    return {
      id,
      title: this.view.titleOf(id),
      category: this.view.input.taxonomy.categories.find((c) => c.id === entry?.category)?.title.en ?? '',
      tier,
      meaning: this.view.input.taxonomy.tiers.find((t) => t.id === tier)?.meaning ?? UNCLASSIFIED_MEANING,
      laws: this.laws(entry),
      enters: entriesOnce(enters),
      declared: [...declared].sort(byPlace),
      columns: [...columns].sort(byPlace),
      stored: [...stored].sort(byPlace),
      leaves: [...leaves].sort(byPlace),
      findings: this.view.findings.filter((f) => f.dataTypes.some((t) => t.id === id)).length,
    };
  }

  private laws(entry: TaxonomyEntry | undefined): readonly LawReference[] {
    return this.view.input.taxonomy.laws.flatMap(({ id, title, jurisdiction }) => {
      const reference = entry?.laws[id];
      return reference === undefined || reference === null || /^none\b/.test(String(reference))
        ? []
        : [{ id, title, jurisdiction, reference: lawReference(reference) }];
    });
  }
}

interface Building {
  readonly enters: InventoryEntry[];
  readonly declared: InventoryDataType['declared'][number][];
  readonly columns: InventoryDataType['columns'][number][];
  readonly stored: InventoryExit[];
  readonly leaves: InventoryExit[];
}

/** Tier first, then what is found most. */
function byImportance(a: InventoryDataType, b: InventoryDataType): number {
  return byTier(a, b) || weight(b) - weight(a) || compare(a.id, b.id);
}

function weight({ columns, stored, leaves, enters }: InventoryDataType): number {
  return columns.length + stored.length + leaves.length + enters.length;
}

export function placeOf({ path, line, column }: Location): Place {
  return { path, line, column };
}

function literalEntry(finding: Finding): InventoryEntry {
  return { source: finding.preview ?? '', how: 'literal', library: '', ...placeOf(finding.location) };
}

/** One entry a place; what rules say of it counts more than a name. */
function entriesOnce(entries: readonly InventoryEntry[]): readonly InventoryEntry[] {
  const rank = (e: InventoryEntry): number => (e.how === 'name' ? 2 : e.how === 'api' ? 1 : 0);
  const out = new Map<string, InventoryEntry>();
  for (const entry of entries) {
    const key = `${entry.path}:${entry.line}:${entry.column}`;
    const known = out.get(key);
    if (!known || rank(entry) < rank(known)) out.set(key, entry);
  }
  return [...out.values()].sort(byPlace);
}

function formOf(flows: readonly Flow[]): InventoryExit['form'] {
  if (flows.some((f) => f.transforms.length === 0)) return 'clear';
  return flows.every((f) => f.transforms.includes('encrypt')) ? 'encrypted' : 'hashed';
}
