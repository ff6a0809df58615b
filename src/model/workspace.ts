/** What the workspace stage finds: paths, no text. */
import type { SchemaLanguage } from './schema-language.js';

export type FileRole =
  /** Analysed whole. */
  | 'source'
  /** Tests, stories, fixtures: secrets and personal data in literals only. */
  | 'test';

export interface SourceFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly role: FileRole;
  /** Index into {@link Workspace.packages}; -1 when no package.json encloses it. */
  readonly package: number;
  /** Of its content, when it was asked for and all of it was read to see what the file is. */
  readonly digest?: string;
}

export type SkipReason =
  | 'node_modules'
  | 'build-output'
  | 'minified'
  | 'generated'
  | 'declaration'
  | 'ignored'
  /** By `exclude` of the project's configuration. */
  | 'excluded'
  | 'too-large'
  | 'unreadable'
  | 'not-utf8'
  | 'binary'
  /** A component file whose script no stage reads. */
  | 'unsupported'
  /** A symbolic link: what it leads to stands in the tree, and is met there. */
  | 'link'
  /** A symbolic link to what is not in the tree. */
  | 'link-outside'
  /** Its extraction failed: a fault of ours, told among the problems. */
  | 'failed';

export interface SkippedFile {
  readonly path: string;
  readonly reason: SkipReason;
}

/** A symbolic link inside the tree; both relative to the root, the target without any link in it. */
export interface LinkedPath {
  readonly path: string;
  readonly target: string;
}

export interface Package {
  /** Folder, relative to the root; '' is the root. */
  readonly dir: string;
  readonly name?: string;
  readonly version?: string;
  readonly private?: boolean;
  /** Names in dependencies, devDependencies, peerDependencies, optionalDependencies. */
  readonly dependencies: readonly string[];
  readonly exports?: unknown;
  readonly imports?: unknown;
  readonly main?: string;
  readonly module?: string;
  readonly types?: string;
  readonly browser?: string;
  readonly source?: string;
}

/** A tsconfig or jsconfig with its `extends` chain applied; paths are relative to the root. */
export interface TsConfig {
  readonly path: string;
  readonly dir: string;
  readonly baseUrl?: string;
  /** Targets are relative to the root already: base and folder are applied. */
  readonly paths?: Readonly<Record<string, readonly string[]>>;
  readonly pathsBase?: string;
  readonly rootDirs?: readonly string[];
  /** Paths of the configs that `references` names. */
  readonly references?: readonly string[];
}

export interface WorkspaceProblem {
  readonly path: string;
  readonly message: string;
  /** What the user can do. */
  readonly hint?: string;
}

/** A schema file that the schema stage reads. */
export interface SchemaFile {
  readonly path: string;
  readonly kind: SchemaLanguage;
}

export interface Workspace {
  /** Absolute; never printed in reports. */
  readonly root: string;
  readonly files: readonly SourceFile[];
  readonly schemas: readonly SchemaFile[];
  readonly packages: readonly Package[];
  readonly tsconfigs: readonly TsConfig[];
  readonly skipped: readonly SkippedFile[];
  /** Imports through them lead to the targets. */
  readonly links?: readonly LinkedPath[];
  readonly problems: readonly WorkspaceProblem[];
  /** Files that may hold a configuration of Waybill, by their name. */
  readonly configs: readonly string[];
  /** Files named on the command line; undefined when folders were named: then everything is of interest. */
  readonly focus?: readonly string[];
}

/** Resolves a module specifier written in `from` (path relative to the root). */
export interface ModuleResolver {
  /**
   * A file of the workspace (path relative to the root), or an outside module by its specifier, or nothing when a
   * relative specifier leads nowhere (a style sheet, a generated file).
   */
  resolve(specifier: string, from: string): { readonly file: string } | { readonly module: string } | undefined;
  /** Folder of the package that a file belongs to; absent where packages are not known. */
  packageDir?(path: string): string | undefined;
}
