/** Which values pass a pattern and are nobody: documentation domains, test cards, placeholders of secrets. */
import { BlockList, isIP } from 'node:net';
import type { KnownFakes, ValuePattern } from '../model/taxonomy.js';
import { plainLetters } from './words.js';

/** Says whether a match is a known fake; compiled once, pure. */
export type FakeTest = (match: string, pattern: ValuePattern) => boolean;

const EMAIL = /^[^\s@]+@[^\s@:/]+$/;
const SECRET_PARTS = /[:@/\s]+/;

/** @param fakes as loaded; every kind of fake is recognised by the form of the match */
export function compileFakes(fakes: KnownFakes): FakeTest {
  const email = compileEmails(fakes);
  const phones = fakes.phonePatterns.map((source) => new RegExp(source));
  const cards = new Set(fakes.cardNumbers);
  const ranges = compileRanges(fakes.ipRanges);
  const secret = compileSecrets(fakes);
  const forms = new Map<string, RegExp>();
  const formOf = (source: string): RegExp => {
    const form = forms.get(source) ?? new RegExp(source);
    forms.set(source, form);
    return form;
  };
  return (match, pattern) => {
    if (pattern.fakeForm !== undefined && formOf(pattern.fakeForm).test(match)) return true;
    if (pattern.secret) return secret(match);
    if (EMAIL.test(match)) return email(match);
    const family = isIP(match);
    if (family !== 0) return ranges.check(match, family === 4 ? 'ipv4' : 'ipv6');
    const digits = match.replace(/\D/g, '');
    return (
      cards.has(digits) ||
      (digits.length >= 7 && digits.length <= 15 && /^[\d\s().+-]+$/.test(match) && phones.some((phone) => phone.test(digits)))
    );
  };
}

function compileEmails(fakes: KnownFakes): (address: string) => boolean {
  const domains = new Set(fakes.emailDomains);
  const tlds = new Set(fakes.emailTlds);
  const locals = new Set(fakes.emailLocals);
  const persons = new Set(fakes.persons.map(letters));
  const isNobodys = (labels: readonly string[]): boolean =>
    labels.some((label) => tlds.has(label)) ||
    labels.some((_, i) => domains.has(labels.slice(i).join('.'))) ||
    labels.slice(0, -1).some((label) => label.split('-').every((word) => domains.has(word)));
  return (address) => {
    const [local = '', domain = ''] = address.toLowerCase().split('@');
    const labels = domain.split('.');
    if (isNobodys(labels)) return true;
    const base = local.split('+')[0] ?? '';
    const together = letters(base);
    if (locals.has(base) || locals.has(together) || persons.has(together)) return true;
    const words = base.split(/\P{L}+/u).filter((word) => word !== '');
    return words.some((word) => locals.has(word)) && words.every((word) => locals.has(word) || labels.includes(word));
  };
}

const letters = (text: string): string => plainLetters(text.toLowerCase()).replace(/\P{L}/gu, '');

function compileRanges(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits = ''] = range.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

function compileSecrets(fakes: KnownFakes): (match: string) => boolean {
  const known = new Set(fakes.secrets.map((secret) => secret.toLowerCase()));
  const placeholders = fakes.secretPatterns.map((source) => new RegExp(source, 'i'));
  const persons = fakes.persons.map((person) => JSON.stringify(person));
  return (match) => {
    const lower = match.toLowerCase();
    if (known.has(lower) || lower.split(SECRET_PARTS).some((part) => known.has(part))) return true;
    if (placeholders.some((placeholder) => placeholder.test(match))) return true;
    const claims = tokenClaims(match);
    return claims !== undefined && persons.some((person) => claims.includes(person));
  };
}

/** @returns the JSON text that a signed token carries */
function tokenClaims(match: string): string | undefined {
  const parts = match.split('.');
  return parts.length === 3 ? Buffer.from(parts[1] ?? '', 'base64url').toString('utf8') : undefined;
}
