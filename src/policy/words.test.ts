import { describe, expect, it } from 'vitest';
import type { FindingDataType, Flow } from '../model/report.js';
import type { KindText } from '../model/policy.js';
import type { ResolvedRecipient } from './recipients.js';
import { message, remedy, stepText } from './words.js';

const TEXT: KindText = { sentence: 'is written to {recipient}', why: 'logs are kept', remedy: 'log an id', cwe: [532] };
const LOG: ResolvedRecipient = { id: 'application-log', name: 'the application log', party: 'self' };

const flow = (dataType: string, source: string): Flow => ({
  dataType,
  tier: 'direct',
  via: 'type',
  source,
  confidence: 'high',
  role: 'payload',
  transforms: [],
  steps: [],
});
const type = (id: string, title: string): FindingDataType => ({ id, title, tier: 'direct', subPrint: '' });
const EMAIL = type('email', 'E-mail address');
const PHONE = type('phone-number', 'Phone number');

describe('the message', () => {
  it('names one value and what it is', () => {
    expect(message([flow('email', 'user.email')], [EMAIL], TEXT, LOG)).toBe(
      '`user.email` (e-mail address) is written to the application log',
    );
  });

  it('names the object of several members', () => {
    const flows = [flow('email', 'user.contact.email'), flow('phone-number', 'user.contact.phone')];
    expect(message(flows, [EMAIL, PHONE], TEXT, LOG)).toBe(
      '`user.contact` (e-mail address, phone number) is written to the application log',
    );
  });

  it('counts what has no object in common, and says are', () => {
    const flows = [flow('email', 'user.email'), flow('phone-number', 'phone')];
    expect(message(flows, [EMAIL, PHONE], TEXT, LOG)).toBe(
      '`user.email` and 1 more (e-mail address, phone number) are written to the application log',
    );
  });

  it('does not list without end', () => {
    const titles = ['A', 'B', 'C', 'D', 'E', 'F'];
    const flows = titles.map((t) => flow(t, `user.${t}`));
    expect(
      message(
        flows,
        titles.map((t) => type(t, t)),
        TEXT,
        LOG,
      ),
    ).toContain('(a, b, c, d and 2 more)');
  });

  it('speaks of a value where the source has no name', () => {
    expect(message([flow('email', '')], [EMAIL], TEXT, LOG)).toMatch(/^A value \(e-mail address\)/);
  });
});

describe('the remedy', () => {
  it('says why and what to do', () => {
    expect(remedy(TEXT)).toBe('Logs are kept: log an id.');
  });
});

describe('a step', () => {
  const step = { file: 0, at: [0, 1] as const, name: 'notify' };
  it.each([
    ['source', 'req.body', '`req.body` enters here'],
    ['source', '', 'the value enters here'],
    ['member', 'user.email', '`user.email` is read'],
    ['argument', 'notify', 'passed to `notify`'],
    ['return', 'load()', 'returned by `notify`'],
    ['callback', 'map', 'handed to the callback'],
    ['stored', 'x', 'stored in `notify`'],
  ] as const)('%s reads well', (what, snippet, expected) => {
    expect(stepText({ ...step, what }, snippet, true)).toBe(expected);
  });

  it('says where the data leaves, and that it stays on what comes later', () => {
    expect(stepText({ ...step, what: 'sink', name: '' }, 'log(x)', false)).toBe('`log(x)` leaves here');
    expect(stepText({ ...step, what: 'sink' }, 'log.child', true)).toBe('leaves here, by `log.child`, and stays on everything sent later');
  });
});
