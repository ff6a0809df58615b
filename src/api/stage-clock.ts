/** Seconds per stage, for profiles only: nothing of it enters a report. */
import { performance } from 'node:perf_hooks';

export class StageClock {
  readonly milliseconds = new Map<string, number>();

  /** Runs one stage and adds its time. */
  async time<T>(stage: string, run: () => T | Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await run();
    } finally {
      this.milliseconds.set(stage, (this.milliseconds.get(stage) ?? 0) + performance.now() - start);
    }
  }
}
