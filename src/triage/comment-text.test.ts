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
