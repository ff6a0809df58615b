/** Logs that can't run in production are one step less severe, and say so: `fixtures/policy/environments`. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { filesBelow, scanMarked } from './testing/scan-marked.js';

const FIXTURE = fileURLToPath(new URL('../fixtures/policy/environments', import.meta.url));

it('lowers logs that production never reaches', async () => {
  const { result } = await scanMarked(filesBelow(FIXTURE));
  const inOrder = [...result.findings].sort((a, b) => a.location.line - b.location.line);
  const said = inOrder.map((f) => `${f.symbol} ${f.severity}${f.message.endsWith('does not run in production') ? ' lowered' : ''}`);
  expect(said).toEqual([
    ...Array.from({ length: 5 }, () => 'lowered medium lowered'),
    'lowered.forEach>0 medium lowered',
    'early medium lowered',
    ...Array.from({ length: 4 }, () => 'full high'),
  ]);
});
