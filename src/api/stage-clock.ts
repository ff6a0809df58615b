/** Which stage runs, and what stages and files cost: for profiles only, nothing of it enters a report. */
import { performance } from 'node:perf_hooks';
import type { RunProfile, StageCost } from '../model/report.js';

/** As many as a profile names. */
const SLOWEST = 10;

export class StageClock {
  readonly #stages = new Map<string, StageCost>();
  readonly #files: { readonly path: string; readonly milliseconds: number }[] = [];

  /** @param onStage hears of each stage that begins */
  constructor(private readonly onStage?: (stage: string) => void) {}

  /** Runs one stage and adds its time. */
  async time<T>(stage: string, run: () => T | Promise<T>): Promise<T> {
    this.onStage?.(stage);
    const start = performance.now();
    try {
      return await run();
    } finally {
      const milliseconds = (this.#stages.get(stage)?.milliseconds ?? 0) + performance.now() - start;
      this.#stages.set(stage, { stage, milliseconds, bytes: process.memoryUsage.rss() });
    }
  }

  /** Takes what the extraction of one file cost. */
  file(path: string, milliseconds: number): void {
    this.#files.push({ path, milliseconds });
  }

  profile(): RunProfile {
    const slowest = this.#files.sort((a, b) => b.milliseconds - a.milliseconds).slice(0, SLOWEST);
    return { stages: [...this.#stages.values()], slowest };
  }
}
