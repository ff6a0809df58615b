/** Many programs: written from random choices, run, analysed, compared; what differs is made small. */
import fc from 'fast-check';
import { Analyser } from './analyse-programs.js';
import { differences, type Difference } from './compare.js';
import { PIECES } from './pieces/index.js';
import { analysable, type OracleProgram } from './program.js';
import { runProgram } from './run-program.js';
import { Writer, type Choice, type Piece } from './writer.js';

/** A program on which run and analysis differ, as small as it could be made. */
export interface CounterExample {
  readonly choices: readonly Choice[];
  readonly files: Readonly<Record<string, string>>;
  readonly difference: Difference;
  /** The pieces of the language in it. */
  readonly pieces: readonly string[];
}

export interface CampaignOptions {
  readonly programs: number;
  readonly seed: number;
  /** Programs of one analysis. */
  readonly batch?: number;
  /** Counter-examples after which it ends. */
  readonly enough?: number;
  /** What programs are made of (default: what the analysis follows). */
  readonly pieces?: readonly Piece[];
  /** Told after each analysis how many programs were looked at, and what differs so far. */
  readonly onRound?: (programs: number, found: readonly CounterExample[]) => void;
}

export interface CampaignResult {
  readonly programs: number;
  /** Programs whose run ended early, by what ended it. */
  readonly failures: ReadonlyMap<string, number>;
  /** Places at which data left in clear, of all programs. */
  readonly arrivals: number;
  readonly counterExamples: readonly CounterExample[];
}

const { statements } = fc.letrec<{ statements: Choice[]; choice: Choice }>((tie) => ({
  statements: fc.array(tie('choice'), { maxLength: 7, depthIdentifier: 'body' }),
  choice: fc.record({
    piece: fc.nat(PIECES.length * 60 - 1),
    picks: fc.array(fc.nat(29), { maxLength: 14 }),
    body: fc.oneof({ maxDepth: 2, depthIdentifier: 'body' }, fc.constant<Choice[]>([]), tie('statements')),
  }),
}));

function write(choices: readonly Choice[], pieces: readonly Piece[]): OracleProgram {
  return new Writer(pieces).program(choices);
}

/** @returns programs of random choices, as they are analysed */
export function generated(count: number, seed: number): readonly Readonly<Record<string, string>>[] {
  return fc.sample(statements, { numRuns: count, seed }).map((choices) => analysable(write(choices, PIECES)));
}

/** Runs a campaign. */
export async function campaign(options: CampaignOptions): Promise<CampaignResult> {
  const { programs, seed, batch = 100, enough = 25, pieces = PIECES } = options;
  const analyser = await Analyser.create();
  const failures = new Map<string, number>();
  const found: CounterExample[] = [];
  let arrivals = 0;
  let done = 0;
  for (let round = 0; done < programs && found.length < enough; round++) {
    const samples = fc.sample(statements, { numRuns: Math.min(batch, programs - done), seed: seed + round });
    const written = samples.map((choices) => write(choices, pieces));
    const claims = analyser.claims(written.map(analysable));
    const runs = await Promise.all(written.map(runProgram));
    for (let i = 0; i < written.length && found.length < enough; i++) {
      const run = runs[i]!;
      arrivals += run.arrivals.length;
      if (run.failure !== undefined) failures.set(run.failure, (failures.get(run.failure) ?? 0) + 1);
      const all = differences(run, claims[i]!, written[i]!.isExact);
      for (const kind of new Set(all.map((d) => d.kind))) {
        const isSeen = (c: CounterExample) => c.difference.kind === kind && c.pieces.every((p) => written[i]!.pieces.includes(p));
        if (found.some(isSeen)) continue;
        const small = await shrink(samples[i]!, kind, analyser, pieces);
        if (small) found.push(small);
      }
    }
    done += samples.length;
    options.onRound?.(done, found);
  }
  return { programs: done, failures, arrivals, counterExamples: found };
}

/** Makes choices simpler, one by one, as long as a difference of the kind stays. */
async function shrink(
  choices: readonly Choice[],
  kind: Difference['kind'],
  analyser: Analyser,
  pieces: readonly Piece[],
): Promise<CounterExample | undefined> {
  const test = async (candidate: readonly Choice[]): Promise<Difference | undefined> => {
    const program = write(candidate, pieces);
    const run = await runProgram(program);
    return differences(run, analyser.claims([analysable(program)])[0]!, program.isExact).find((d) => d.kind === kind);
  };
  let best = choices;
  let difference = await test(best);
  if (!difference) return undefined;
  for (let budget = 400, changed = true; changed && budget > 0;) {
    changed = false;
    for (const candidate of simpler(best)) {
      if (budget-- <= 0) break;
      const still = await test(candidate);
      if (!still) continue;
      best = candidate;
      difference = still;
      changed = true;
      break;
    }
  }
  const program = write(best, pieces);
  return { choices: best, files: analysable(program), difference, pieces: program.pieces };
}

/** Choices that are a step simpler: without a statement, its body, or one of its numbers. */
function* simpler(choices: readonly Choice[]): Generator<readonly Choice[]> {
  for (let i = choices.length - 1; i >= 0; i--) yield [...choices.slice(0, i), ...choices.slice(i + 1)];
  for (let i = 0; i < choices.length; i++) {
    const choice = choices[i]!;
    const withChoice = (c: Choice): readonly Choice[] => [...choices.slice(0, i), c, ...choices.slice(i + 1)];
    if (choice.body.length) yield withChoice({ ...choice, body: [] });
    for (const body of choice.body.length ? simpler(choice.body) : []) yield withChoice({ ...choice, body });
    for (let n = 0; n < choice.picks.length; n++) {
      if (choice.picks[n] === 0) continue;
      yield withChoice({ ...choice, picks: choice.picks.map((p, at) => (at === n ? 0 : p)) });
    }
  }
}
