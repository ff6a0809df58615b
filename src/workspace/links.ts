/** Where symbolic links lead. */
import { realpathSync, statSync } from 'node:fs';
import { isInside, relativeTo } from './paths.js';

export interface LinkTarget {
  readonly isFolder: boolean;
  /** Relative to the root's real path; undefined when it lies outside. */
  readonly path: string | undefined;
}

export class Links {
  #realRoot: string | undefined;

  /** @param root absolute, perhaps itself reached by a link */
  constructor(private readonly root: string) {}

  /** Takes the absolute path of a link, gives what it leads to through all further links; nothing for a dead or cyclic one. */
  follow(absolute: string): LinkTarget | undefined {
    try {
      const real = realpathSync(absolute);
      const path = relativeTo((this.#realRoot ??= realpathSync(this.root)), real);
      return { isFolder: statSync(real).isDirectory(), path: isInside(path) ? path : undefined };
    } catch {
      return undefined;
    }
  }
}
