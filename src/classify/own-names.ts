/** What a project says of names in its own code. It knows them better than any list of words. */
import type { OriginName } from '../model/classifier.js';
import type { FileId } from '../model/program.js';
import type { OwnName } from '../model/compiled-rules.js';

/** Finds the project's word for a name. */
export class OwnNames {
  private readonly byName = new Map<string, OwnName[]>();

  /**
   * @param names   innermost folder first
   * @param pathOf  path of a file from the root
   */
  constructor(
    names: readonly OwnName[],
    private readonly pathOf: (file: FileId) => string,
  ) {
    for (const own of names) {
      const key = letters(own.name);
      this.byName.set(key, [...(this.byName.get(key) ?? []), own]);
    }
  }

  /** A name with its owner counts more than the name alone. */
  find({ name, owners, file }: OriginName): OwnName | undefined {
    const list = this.byName.get(letters(name));
    if (!list) return undefined;
    const path = file === undefined ? '' : this.pathOf(file);
    const here = list.filter(({ folder }) => folder === '' || path.startsWith(`${folder}/`));
    const owned = owners.map(letters);
    return here.find(({ owner }) => owner !== undefined && owned.includes(letters(owner))) ?? here.find(({ owner }) => owner === undefined);
  }
}

/** `custRef`, `cust_ref` and `CUST_REF` are one name. */
function letters(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}
