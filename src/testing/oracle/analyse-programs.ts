/** Analyses many programs at once, each in a folder of its own, without touching a disk. */
import { createClassifier } from '../../classify/index.js';
import { extractFile } from '../../extract/index.js';
import { analyseFlows } from '../../flow/index.js';
import { link } from '../../link/index.js';
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
  claims(programs: readonly Readonly<Record<string, string>>[]): Claim[][] {
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
    const { findings } = judge({ files: facts, flows, rules, taxonomy, policies: [policy], reference: policy, texts });
    const out: Claim[][] = programs.map(() => []);
    for (const f of findings) {
      if (f.confidence === 'low') continue;
      const [folder, file] = f.callLocation.path.split('/') as [string, string];
      for (const flow of f.flows) {
        const last = flow.steps.at(-1)?.location;
        out[Number(folder.slice(1))]!.push({
          at: `${stem(file)}:${f.callLocation.line}`,
          leaves: last ? `${stem(last.path.split('/')[1]!)}:${last.line}` : `${stem(file)}:${f.callLocation.line}`,
          rule: f.rule,
          dataTypes: [flow.dataType],
        });
      }
    }
    return out;
  }
}

function stem(file: string): string {
  return file.replace(/\.[jt]s$/, '');
}
