/** Which stage runs, and seconds per stage, for profiles only: nothing of it enters a report. */
import { performance } from 'node:perf_hooks';

export class StageClock {
  /** @param onStage hears of each stage that begins */
  constructor(private readonly onStage?: (stage: string) => void) {}

  readonly milliseconds = new Map<string, number>();

  /** Runs one stage and adds its time. */
  async time<T>(stage: string, run: () => T | Promise<T>): Promise<T> {
    this.onStage?.(stage);
    const start = performance.now();
    try {
      return await run();
    } finally {
      this.milliseconds.set(stage, (this.milliseconds.get(stage) ?? 0) + performance.now() - start);
    }
  }
}
