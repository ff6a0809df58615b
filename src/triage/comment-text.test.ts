import { describe, expect, it } from 'vitest';
import { readComment } from './comment-text.js';
import { isDay } from './days.js';

describe('a comment', () => {
  it('names rules and data types, a day and a reason', () => {
    expect(readComment('waybill-ignore-next-line email, log-direct phone-number until 2027-01-31 -- asked for -- by law')).toEqual({
      form: 'ignore-next-line',
      names: ['email', 'log-direct', 'phone-number'],
      until: '2027-01-31',
      reason: 'asked for -- by law',
      problems: [],
    });
    expect(readComment('waybill-ignore email — 理由')).toMatchObject({ form: 'ignore', names: ['email'], reason: '理由', problems: [] });
    expect(readComment('waybill-ignore-file email,email --why')).toMatchObject({ form: 'ignore-file', names: ['email'], reason: 'why' });
    expect(readComment('waybill-ignore email -- the old form, until 2027-01-31')).toMatchObject({
      names: ['email'],
      until: '2027-01-31',
      reason: 'the old form',
      problems: [],
    });
    expect(readComment('waybill-ignore email until 2027-01-31 -- wait until 2028-01-31')).toMatchObject({
      until: '2027-01-31',
      reason: 'wait until 2028-01-31',
    });
    expect(readComment('waybill-ignore email -- until 2027-01-31')?.problems).toHaveLength(1);
    expect(readComment('waybill-ignore-end')).toMatchObject({ form: 'ignore-end', problems: [] });
  });

  it.each([
    ['waybill-ignore-next-line email', 'gives no reason'],
    ['waybill-ignore-next-line email --  ', 'gives no reason'],
    ['waybill-ignore-next-line -- why', 'names no rule and no data type'],
    ['waybill-ignore email until tomorrow -- why', 'holds until `tomorrow`, which is no day'],
    ['waybill-ignore email until -- why', 'holds until ``, which is no day'],
    ['waybill-ignore-nextline email -- why', 'begins with `waybill-ignore-nextline`'],
    ['waybill-ingore email -- why', 'begins with `waybill-ingore`'],
  ])('%s is void', (text, problem) => {
    expect(readComment(text)?.problems.map(({ message }) => message)).toEqual([expect.stringContaining(problem)]);
  });

  it.each([
    ['ignore-line', 'ignore'],
    ['disable-line', 'ignore'],
    ['disable-next-line', 'ignore-next-line'],
    ['disable', 'ignore-start'],
    ['ignore-netx-line', 'ignore-next-line'],
  ])('in the words of other tools is told ours, and never one that accepts more: %s', (word, ours) => {
    expect(readComment(`waybill-${word} email -- why`)?.problems).toEqual([
      { message: `begins with \`waybill-${word}\`, which means nothing`, hint: `did you mean waybill-${ours}?` },
    ]);
  });

  it('may be about something else', () => {
    expect(readComment('waybill-pii: phone')).toBeUndefined();
    expect(readComment('waybill-')).toBeUndefined();
  });
});

describe('days', () => {
  it.each(['2027-01-31', '2028-02-29', '2000-02-29'])('%s is one', (day) => expect(isDay(day)).toBe(true));
  it.each(['2027-02-29', '1900-02-29', '2027-13-01', '2027-04-31', '2027-00-10', '2027-1-3', '31.01.2027', ''])('%s is none', (day) =>
    expect(isDay(day)).toBe(false),
  );
});
