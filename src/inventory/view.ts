/** A scan's result as one filter lets it be seen. */
import type { Inventory } from '../model/inventory.js';
import { printKey } from '../model/print-key.js';
import type { Confidence, DataTypeUse, Finding, Flow, RecipientDetails, RecipientUse, ScanResult, SinkRecord } from '../model/report.js';
import { CONFIDENCES } from '../model/selection.js';
import type { NameStrength, Taxonomy, TaxonomyEntry, Tier } from '../model/taxonomy.js';

export interface InventoryInput {
  /** With its survey, unless tables and declared types are of no interest. */
  readonly result: ScanResult;
  readonly taxonomy: Taxonomy;
  readonly filter: Inventory['filter'];
}

const UNCLASSIFIED_TITLE = 'Input of unknown shape';
const CONFIDENCE_OF: Readonly<Record<NameStrength, Confidence>> = { strong: 'high', medium: 'medium', low: 'low' };

/** One call and the ways that lead data into it, after the filter. */
export interface Exit {
  readonly sink: SinkRecord;
  readonly flows: readonly Flow[];
}

/** Answers what is of interest, so that all parts of an inventory leave out the same. */
export class View {
  readonly exits: readonly Exit[];
  /** Findings in literals. */
  readonly literals: readonly Finding[];
  /** All findings that are of interest. */
  readonly findings: readonly Finding[];
  readonly #types: ReadonlyMap<string, TaxonomyEntry>;
  readonly #byPrint: ReadonlyMap<string, Finding>;
  readonly #names: ReadonlyMap<string, RecipientUse>;

  constructor(readonly input: InventoryInput) {
    const { result, taxonomy, filter } = input;
    this.#types = new Map(taxonomy.dataTypes.map((d) => [d.id, d]));
    this.#names = new Map(result.recipients.map((r) => [r.id, r]));
    this.#byPrint = new Map(result.findings.map((f) => [printKey(f), f]));
    const goes = (id: string): boolean => filter.recipients.length === 0 || filter.recipients.includes(id);
    this.exits = result.sinks
      .filter((sink) => goes(sink.recipient))
      .map((sink) => ({ sink, flows: sink.flows.filter((f) => this.isWanted(f.dataType) && this.isSure(f.confidence)) }))
      .filter(({ flows }) => flows.length > 0);
    this.literals = this.isOfRecipients ? [] : result.findings.filter((f) => f.kind === 'literal' && this.isSure(f.confidence));
    this.findings = result.findings.filter(
      (f) => this.isSure(f.confidence) && f.dataTypes.some((t) => this.isWanted(t.id)) && goes(f.recipient),
    );
  }

  /** Narrowed to recipients: then only what goes to them is of interest. */
  get isOfRecipients(): boolean {
    return this.input.filter.recipients.length > 0;
  }

  isWanted(dataType: string): boolean {
    const { dataTypes } = this.input.filter;
    return dataTypes.length === 0 || dataTypes.includes(dataType);
  }

  isSure(confidence: Confidence): boolean {
    return CONFIDENCES.indexOf(confidence) <= CONFIDENCES.indexOf(this.input.filter.confidence);
  }

  /** Whether what was known by a name is of interest. */
  shows({ dataType, strength }: { readonly dataType: string; readonly strength: NameStrength }): boolean {
    return this.isWanted(dataType) && this.isSure(CONFIDENCE_OF[strength]);
  }

  findingOf(sink: SinkRecord): Finding | undefined {
    return this.#byPrint.get(printKey(sink));
  }

  recipient(id: string): RecipientDetails & Pick<RecipientUse, 'name' | 'crossBorder'> {
    const known = this.#names.get(id);
    if (!known) return { name: id };
    const { name, country, company, purposes, terms, crossBorder } = known;
    return {
      name,
      ...(country === undefined ? {} : { country }),
      ...(company === undefined ? {} : { company }),
      ...(purposes === undefined ? {} : { purposes }),
      ...(terms === undefined ? {} : { terms }),
      ...(crossBorder ? { crossBorder } : {}),
    };
  }

  entry(dataType: string): TaxonomyEntry | undefined {
    return this.#types.get(dataType);
  }

  titleOf(id: string): string {
    return this.entry(id)?.title.en ?? this.input.result.dataTypes.find((d: DataTypeUse) => d.id === id)?.title ?? UNCLASSIFIED_TITLE;
  }

  tierOf(id: string): Tier | 'unclassified' {
    return this.entry(id)?.tier ?? 'unclassified';
  }
}
