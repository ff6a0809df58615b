/** What `waybill config` and `waybill init` tell: plain data, paths as the user names them. */

/** Where a value comes from. */
export type ConfigOrigin =
  | { readonly from: 'default' }
  | { readonly from: 'flag'; readonly flag: string }
  /** A policy that the project does not write itself. */
  | { readonly from: 'policy'; readonly policy: string }
  | { readonly from: 'file'; readonly file: string; readonly line: number };

/** One value that holds. Lists have a row for each entry. */
export interface ConfigRow {
  readonly key: string;
  readonly value: unknown;
  readonly origin: ConfigOrigin;
  /** Folder below the one that was asked for, where it holds only there. */
  readonly below?: string;
  /** It holds for scans of that folder alone. */
  readonly notHere?: true;
}

export interface ConfigReport {
  /** Outermost first. */
  readonly files: readonly string[];
  readonly rows: readonly ConfigRow[];
  /** Lines that speak of nothing. */
  readonly problems: readonly string[];
}

export interface ConfigQuery {
  /** Folder, relative to `cwd` or absolute. */
  readonly path: string;
  /** Absolute. */
  readonly cwd: string;
  /** A configuration that is read instead of those that are found; `false`: none. */
  readonly config?: string | false;
  /** Policies instead of the configuration's; several with commas. */
  readonly policy?: string;
}

/** A library that the project depends on and rules know. */
export interface KnownLibrary {
  readonly name: string;
  /** What it does by its rules: `log`, `database` … */
  readonly does: readonly string[];
}

/** What a look at a project shows. */
export interface ProjectSketch {
  readonly packages: readonly { readonly dir: string; readonly name: string }[];
  readonly libraries: readonly KnownLibrary[];
  /** Domains that are the project's own by its manifests, and hosts below them that were seen. */
  readonly ownHosts: readonly { readonly pattern: string; readonly seen: string }[];
  /** Environment variables that hold the address of a host that rules do not know. */
  readonly hostVariables: readonly { readonly name: string; readonly host: string; readonly file: string }[];
  /** Exports that look like loggers by their file's name, of which no rule knows what they write to. */
  readonly loggers: readonly string[];
}

export interface InitialConfig {
  readonly sketch: ProjectSketch;
  /** Of `waybill.yml`. */
  readonly text: string;
}
