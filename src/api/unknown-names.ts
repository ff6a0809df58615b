/** Lines of a configuration that speak of nothing: told, as a function that moved would else leak in silence. */
import type { ModuleGraph } from '../model/program.js';
import type { Coverage } from '../model/report.js';
import type { ModuleResolver } from '../model/workspace.js';
import { nearestWord } from '../yaml/problems.js';
import type { ConfiguredRoot } from './project-config.js';

/** Exports that a hint names. */
const MAX_NAMES = 8;

/** @param named modules and exports that configurations name, relative to the root */
export function unknownNames(named: ConfiguredRoot['named'], graph: ModuleGraph, resolver: ModuleResolver): Coverage['problems'] {
  return named.flatMap(({ specifier, export: name, text, line, config }) => {
    // What lies outside the root is not looked at by this scan.
    if (specifier.startsWith('..')) return [];
    const to = resolver.resolve(specifier, 'waybill.yml');
    const file = to && 'file' in to ? graph.fileId(to.file) : undefined;
    const say = (message: string, hint: string) => [{ path: config, message: `Line ${line}: "${text}" ${message}`, hint }];
    if (file === undefined) return say('leads to no file that is analysed.', 'Paths begin at the folder of the configuration.');
    if (name === '*' || graph.exportValue(file, name)) return [];
    const names = graph.exportNames(file);
    const nearest = nearestWord(name, names);
    const some = `${names.slice(0, MAX_NAMES).join(', ')}${names.length > MAX_NAMES ? ' …' : ''}`;
    const hint = nearest === undefined ? `It exports ${some || 'nothing'}.` : `Did you mean "${nearest}"?`;
    return say(`is no export of ${graph.files[file]!.path}.`, hint);
  });
}
