/** What the command line needs of the world, so that tests can hand it another one. */
import type { DescribeConfig, DraftConfig } from '../model/config-report.js';
import type { TestRuleExamples } from '../model/rule-examples.js';
import type { Explain, PlanBaseline, Scan, ScanOptions, TakeInventory } from '../model/options.js';

export interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string, done: (error?: Error | null) => void): boolean;
}

export interface CliIo {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly platform: string;
  /** Aborted when the user or the system ends the run. */
  readonly signal?: AbortSignal;
  readonly onProgress?: ScanOptions['onProgress'];
  /** See ScanOptions. */
  readonly blocking?: ScanOptions['blocking'];
  /** Loads the analysis: called only when something is to be scanned. */
  readonly loadScan: () => Promise<Scan>;
  readonly loadPlanBaseline: () => Promise<PlanBaseline>;
  readonly loadDescribeConfig: () => Promise<DescribeConfig>;
  readonly loadRuleExamples: () => Promise<TestRuleExamples>;
  readonly loadDraftConfig: () => Promise<DraftConfig>;
  readonly loadInventory: () => Promise<TakeInventory>;
  readonly loadExplain: () => Promise<Explain>;
}

/** Writes all of a text and waits until it is handed on. A reader that has left (`| head`) is no error. */
export function writeText(stream: OutputStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (text === '') {
      resolve();
      return;
    }
    stream.write(text, (error) => {
      if (error && !isClosedPipe(error)) reject(error);
      else resolve();
    });
  });
}

/** Whether writing failed because nobody reads any more. */
function isClosedPipe(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}
