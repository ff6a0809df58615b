/** What a generator writes of schemas is often not in the repository: names imported from there mean what the schemas say. */
import type { FunctionId, ValueId } from '../model/facts.js';
import { UNKNOWN_TYPE, type FileId, type TypeId } from '../model/program.js';
import { schemaTypeName, type TypeLanguage } from '../model/schema-language.js';
import type { LinkContext } from './context.js';
import type { DeclTarget, LinkedModuleGraph } from './module-graph.js';

/** Words in a specifier that tell what was generated from. */
const LANGUAGES: readonly (readonly [TypeLanguage, RegExp])[] = [
  ['graphql', /graphql|gql/i],
  ['openapi', /openapi|swagger/i],
  ['json-schema', /json-?schema/i],
];

/** Declarations of schemas for a name imported from a file that is not there: of the language that the specifier names, then tables. */
export function generatedFrom(graph: LinkedModuleGraph, file: FileId, specifier: string, name: string): readonly DeclTarget[] {
  const known = LANGUAGES.map(([language, word]) => ({ word, decls: graph.globalTypes(schemaTypeName(language, name)) })).filter(
    ({ decls }) => decls.length > 0,
  );
  const named = known.find(({ word }) => word.test(specifier));
  if (named) return nearest(graph, file, named.decls);
  const tables = graph.globalTypes(name).filter((place) => graph.files[place.file]!.schema !== undefined);
  return tables.length > 0 ? tables : nearest(graph, file, known[0]?.decls ?? []);
}

/** The documents that share most folders with the file: each service of a workspace has its own `User`. */
function nearest(graph: LinkedModuleGraph, file: FileId, decls: readonly DeclTarget[]): readonly DeclTarget[] {
  if (decls.length < 2) return decls;
  const own = graph.files[file]!.path.split('/');
  const shared = decls.map((place) => {
    const folders = graph.files[place.file]!.path.split('/').slice(0, -1);
    const differs = folders.findIndex((folder, i) => own[i] !== folder);
    return differs < 0 ? folders.length : differs;
  });
  const most = Math.max(...shared);
  return decls.filter((_, i) => shared[i] === most);
}

/** The type of a value imported from a file that is not there: of a document, or a function that a generator writes for it. */
export function generatedValue({ graph, types }: LinkContext, file: FileId, index: number): TypeId {
  const { name, specifier } = graph.files[file]!.imports[index]!;
  const [place] = generatedFrom(graph, file, specifier, name);
  const decl = place && graph.files[place.file]!.types[place.decl]!;
  // Of other names, the value and the type are two things.
  if (!place || !decl || (decl.type?.t !== 'function' && decl.type?.t !== 'import')) return UNKNOWN_TYPE;
  return types.resolve(place.file, 0, { t: 'name', name: decl.name });
}

/** What calling such a function gives. */
export function generatedResult(context: LinkContext, file: FileId, fn: FunctionId, callee: ValueId): TypeId {
  const def = context.fn(file, fn).values[callee];
  if (def?.op === 'outer') return generatedResult(context, file, def.function, def.value);
  if (def?.op !== 'import' || context.graph.importValue(file, def.import) !== undefined) return UNKNOWN_TYPE;
  return context.types.awaited(context.types.returns(generatedValue(context, file, def.import)));
}
