import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync, inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan, type ScanOutcome } from '../index.js';
import { temporaryTree, type TemporaryTree } from '../testing/temporary-tree.js';

/** Put together here, so that no scanner takes this file for a leak. */
const KEY = ['sk', 'live', 'Q7x9Lm2PzR4tVb8NcW3kYd6F'].join('_');

describe('a secret in a literal', () => {
  let tree: TemporaryTree;
  let outcome: ScanOutcome;

  beforeAll(async () => {
    const code = `export function pay(user: { email: string }) {\n  console.log({ key: '${KEY}', email: user.email });\n}\n`;
    tree = temporaryTree({ 'code/pay.ts': code });
    outcome = await scan({ paths: ['code'], cwd: tree.root, cacheDir: join(tree.root, 'cache') });
  });
  afterAll(() => tree.remove());

  it('is found, and stands nowhere in the result', () => {
    expect(outcome.result.findings.map((f) => f.rule).sort()).toEqual(['literal-secret', 'log-direct']);
    expect(JSON.stringify(outcome.result)).not.toContain(KEY);
  });

  it('stands nowhere in the cache', () => {
    const packs = filesIn(join(tree.root, 'cache'));
    expect(packs.length).toBeGreaterThan(0);
    for (const bytes of packs) for (const text of readable(bytes)) expect(text).not.toContain(KEY);
  });
});

function filesIn(dir: string): Buffer[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? filesIn(path) : [readFileSync(path)];
  });
}

/** The bytes as they are, and as what can be unpacked from any place in them. */
function* readable(bytes: Buffer): Generator<string> {
  yield bytes.toString('latin1');
  for (let at = 0; at < bytes.length; at++) {
    for (const unpack of [inflateRawSync, inflateSync]) {
      try {
        yield unpack(bytes.subarray(at)).toString('latin1');
      } catch {
        // not the beginning of a packed block
      }
    }
  }
}
