/** Analyses many programs at once, each in a folder of its own, without touching a disk. */
import { mendsOf } from '../../api/explain/mends.js';
import { createClassifier } from '../../classify/index.js';
import { extractFile } from '../../extract/index.js';
import { analyseFlows } from '../../flow/index.js';
import { link } from '../../link/index.js';
import type { Mend } from '../../model/explanation.js';
import type { Finding, Location } from '../../model/report.js';
import { judge } from '../../policy/index.js';
import { loadBundle, type Bundle } from '../../rules/bundle.js';
import { compileNameMatcher } from '../../taxonomy/name-matcher.js';
import { inMemoryResolver } from '../program.js';

/** A finding, as far as a run can confirm it. */
export interface Claim {
  /** `file:line` of the call at which the finding stands. */
  readonly at: string;
  /** `file:line` of the call that lets the data go. */
  readonly leaves: string;
  readonly rule: string;
  readonly dataTypes: readonly string[];
}

type Sources = Readonly<Record<string, string>>;

/** A finding, and what `explain` says to write instead. */
export interface Found {
  readonly finding: Finding;
  readonly mends: readonly Mend[];
}

/** The language's own rules and data, loaded once. */
export class Analyser {
  private readonly names;

  constructor(private readonly bundle: Bundle) {
    this.names = compileNameMatcher(bundle.taxonomy);
  }

  static async create(): Promise<Analyser> {
    return new Analyser(await loadBundle());
  }

  /** @returns the findings of at least medium confidence in each of the programs */
  claims(programs: readonly Sources[]): Claim[][] {
    return this.analyse(programs).map((found) =>
      found.flatMap(({ finding: f }) => {
        if (f.confidence === 'low') return [];
        const at = `${stem(f.callLocation.path)}:${f.callLocation.line}`;
        return f.flows.map((flow): Claim => {
          const last = flow.steps.at(-1)?.location;
          return { at, leaves: last ? `${stem(last.path)}:${last.line}` : at, rule: f.rule, dataTypes: [flow.dataType] };
        });
      }),
    );
  }

  /** @returns the findings of each program, with what would mend them; paths are the program's own */
  analyse(programs: readonly Sources[]): readonly (readonly Found[])[] {
    const texts: Record<string, string> = {};
    programs.forEach((files, i) => {
      for (const [name, text] of Object.entries(files)) texts[`p${i}/${name}`] = text;
    });
    const { rules, taxonomy } = this.bundle;
    const facts = Object.entries(texts).map(([path, text]) => extractFile({ path, text }));
    const program = link(facts, inMemoryResolver(Object.keys(texts)), rules);
    const classifier = createClassifier(taxonomy, this.names, program.types);
    const flows = analyseFlows(program, rules, classifier);
    const policy = rules.policies['default']!;
    const { findings, sinks } = judge({ files: facts, flows, rules, taxonomy, policies: [policy], reference: policy, texts });
    const raw = new Map(sinks.map((record, i) => [`${record.print}@${placeKey(record.callLocation)}`, flows.sinks[i]!]));
    const out: Found[][] = programs.map(() => []);
    for (const finding of findings) {
      const sink = raw.get(`${finding.print}@${placeKey(finding.callLocation)}`);
      const of = Number(/^p(\d+)/.exec(finding.callLocation.path)![1]);
      const mends = sink ? mendsOf(sink, facts[sink.file]!, texts[facts[sink.file]!.path]!) : [];
      out[of]!.push(withoutFolder({ finding, mends }, `p${of}/`));
    }
    return out;
  }
}

function placeKey({ path, line, column }: Location): string {
  return `${path}:${line}:${column}`;
}

/** All paths in it as the program knows them. */
function withoutFolder<T>(value: T, folder: string): T {
  return JSON.parse(JSON.stringify(value), (key, x: unknown) => (key === 'path' ? (x as string).slice(folder.length) : x)) as T;
}

function stem(file: string): string {
  return file.replace(/\.[jt]s$/, '');
}
