/** link: all FileFacts → Program: bindings, declared types, class members, call targets, which model each call has. */
import type { FileFacts, FunctionId } from '../model/facts.js';
import type { FileId, Program } from '../model/program.js';
import type { CompiledRules } from '../model/compiled-rules.js';
import type { ModuleResolver } from '../model/workspace.js';
import { TypeBuilders } from './builders.js';
import { CallTable } from './call-table.js';
import { CheckedValues } from './checked-values.js';
import { HandedParameters } from './handed-parameters.js';
import { inlineUses } from './inline-uses.js';
import { createModuleGraph } from './module-graph.js';
import { OwnModels } from './own-models.js';
import { bindCallbacks, CallbackBindings } from './param-bindings.js';
import { routedFiles } from './routed-files.js';
import { ResolverMaps } from './resolver-maps.js';
import { ValueResolver } from './resolve-value.js';
import { createTypeTable } from './types/table.js';
import { ValueTypes } from './value-types.js';

/**
 * Links the facts of all files.
 *
 * @param files facts in path order; schema files' facts among them
 * @param resolver answers where a module specifier leads
 * @param rules compiled library rules
 */
export function link(files: readonly FileFacts[], resolver: ModuleResolver, rules: CompiledRules): Program {
  const graph = createModuleGraph(files, resolver);
  const later: { types?: ValueTypes; builders?: TypeBuilders } = {};
  const types = createTypeTable(graph, {
    typeOfValue: (file, fn, value) => later.types!.typeOf(file, fn, value),
    describedBy: (file, fn, value) => later.builders!.describedBy({ file, function: fn, value }),
    aliasOf: (module, name, args, context) => later.builders!.alias(module, name, args, context),
    carriedBy: (module, name, args) => later.builders!.carried(module, name, args),
  });
  const bindings = new CallbackBindings();
  const handed = new HandedParameters();
  const uses = inlineUses(files);
  const inlineUse = (file: FileId, fn: FunctionId) => uses[file]!.direct.get(fn);
  const own = OwnModels.of(graph, resolver, rules);
  const values = new ValueResolver(
    graph,
    types,
    rules,
    bindings,
    handed,
    inlineUse,
    (file, fn, value) => later.types!.typeOf(file, fn, value),
    own,
  );
  const builders = new TypeBuilders(values, (file, fn, value) => later.types!.typeOf(file, fn, value));
  const valueTypes = new ValueTypes(values, builders, new ResolverMaps(values), inlineUse);
  later.types = valueTypes;
  later.builders = builders;
  bindCallbacks(graph, rules, values, bindings, handed, routedFiles(graph, rules));
  builders.forget();
  valueTypes.forget();
  const calls = new CallTable(values, (file, fn, value) => valueTypes.typeOf(file, fn, value));
  const checked = new CheckedValues(values, calls, builders.operators);
  return {
    graph,
    types,
    functionCount: values.functionCount,
    number: (file, fn) => values.base[file]! + fn,
    call: (file, fn, call) => calls.get(file, fn, call),
    library: (file, fn, value) => values.resolve(file, fn, value).filter((x) => x.e === 'lib'),
    functions: (file, fn, value) => values.resolve(file, fn, value).flatMap((x) => (x.e === 'fn' ? [x] : [])),
    callees: (file, fn) => calls.callees(file, fn),
    callers: (file, fn) => calls.callers(file, fn),
    inlineUse,
    optionUse: (file, fn) => uses[file]!.options.get(fn),
    classOfThis: (file, fn) => values.classes.classOfThis(file, fn),
    fieldWrites: (file, cls, key) => values.classes.fieldWrites(file, cls, key),
    superClasses: (file, cls) => values.classes.superClasses(file, cls).flatMap((x) => (x.e === 'class' ? [x] : [])),
    constructorOf: (file, cls) => values.classes.constructorOf(file, cls),
    typeOf: (file, fn, value) => valueTypes.typeOf(file, fn, value),
    builtType: (file, fn, call) => builders.built({ file, function: fn, call }),
    builtReturn: (file, fn, call) => builders.returned({ file, function: fn, call }),
    checked: (file, fn, value) => checked.of(file, fn, value),
    packageOf: (file) => resolver.packageDir?.(files[file]!.path) ?? '',
    cuts: () => ({
      ...(graph.index.cut.searches > 0 ? { 're-exports in a row': graph.index.cut.searches } : {}),
      ...(values.tooDeep > 0 ? { 'values inside values': values.tooDeep } : {}),
      ...Object.fromEntries(Object.entries(types.cuts).map(([limit, n]) => [`type ${limit}`, n])),
    }),
  };
}
