/** Identities that survive moved lines: no line, branch, or path is in them (design.md, Findings). */
import { createHash } from 'node:crypto';

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16);
}

export interface PrintParts {
  readonly kind: string;
  readonly library: string;
  readonly recipient: string;
  readonly symbol: string;
}

function keyOf(realm: string, { kind, library, recipient, symbol }: PrintParts): readonly string[] {
  return [`${realm}${kind}`, library, recipient, symbol];
}

/** Numbers findings that are equal in all parts, in the order they stand in one file. */
export class Prints {
  private readonly seen = new Map<string, number>();

  /** @param realm keeps prints of different things apart */
  constructor(private readonly realm = '') {}

  next(path: string, parts: PrintParts): string {
    const key = keyOf(this.realm, parts);
    const counted = `${path}\0${key.join('\0')}`;
    const ordinal = this.seen.get(counted) ?? 0;
    this.seen.set(counted, ordinal + 1);
    return digest([...key, String(ordinal)]);
  }

  /** The print without a number: the same for all equals of the realm, in every file. */
  static stem(parts: PrintParts, realm = ''): string {
    return digest(keyOf(realm, parts));
  }

  static sub(print: string, dataType: string): string {
    return digest([print, dataType]);
  }
}
