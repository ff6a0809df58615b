/** What the command line needs of the world, so that tests can hand it another one. */
import type * as waybill from '../index.js';

/** What of the API looks at code. */
export type Analysis = Pick<
  typeof waybill,
  | 'scan'
  | 'planBaseline'
  | 'inventory'
  | 'explain'
  | 'describeConfig'
  | 'draftConfig'
  | 'testRuleExamples'
  | 'listRules'
  | 'showRules'
  | 'draftRule'
>;

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
  readonly onProgress?: waybill.ScanOptions['onProgress'];
  /** See ScanOptions. */
  readonly blocking?: waybill.ScanOptions['blocking'];
  readonly api: Analysis;
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
