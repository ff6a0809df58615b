/** The page of a library. */
import { libraryPage } from '../../model/doc-pages.js';
import type { RulePage, RulePageSection } from '../../model/rule-book.js';
import type { LibraryRules, SettingRule } from '../../model/rules.js';
import type { KnownLibraryFile } from './knowledge.js';
import { cell, code, codes, conditions, labelled, reference } from './texts.js';

export function pageOfLibrary({ rules, file, isOwn, change }: KnownLibraryFile): RulePage {
  const { library, title = library, modules, status, checked, docs } = rules;
  const facts = [
    { label: 'imported as', values: (modules ?? []).map(code) },
    { label: 'status', values: [`${status}${checked === undefined ? '' : `, checked ${checked}`}`] },
    { label: 'changes', values: change === undefined ? [] : [change] },
    { label: 'read in', values: docs ?? [] },
    { label: 'file', values: [code(isOwn ? file : `rules/${file}`)] },
  ];
  return {
    form: 'library',
    id: library,
    title,
    ...(isOwn ? {} : { page: libraryPage(library) }),
    facts: facts.filter(({ values }) => values.length > 0),
    sections: [...waysOf(rules), ...restOf(rules)].filter(({ rows, code: texts }) => (rows ?? texts ?? []).length > 0),
  };
}

/** What leaves, enters and is made harmless. */
function waysOf(rules: LibraryRules): readonly RulePageSection[] {
  const { sinks, sources, sanitizers, settings } = rules;
  return [
    {
      title: 'What leaves',
      columns: ['where', 'kind', 'what', 'to', 'remarks'],
      rows: (sinks ?? []).map((sink) => [
        codes(sink.at),
        sink.kind,
        cell(
          sink.payload ? codes(sink.payload) : 'every argument',
          labelled('for the call itself:', sink.purpose),
          labelled('but not', sink.except),
        ),
        cell(
          sink.recipient && reference('recipient', sink.recipient),
          labelled('the host at', sink.host),
          sink.party === undefined ? '' : `party ${sink.party}`,
        ),
        cell(
          sink.title,
          conditions(sink.when),
          sink.on === 'assign' && 'an assignment',
          sink.sets === true && 'stays on all that is sent later',
          labelled('kept under the name at', sink.name),
          labelled('purpose wherever it stands:', sink.purposeTypes),
          sink.asText === true && 'of an object its text alone',
        ),
      ]),
    },
    {
      title: 'What enters',
      columns: ['where', 'what'],
      rows: (sources ?? []).map((source) => [
        codes(source.at),
        cell(
          source.type && reference('data-type', source.type),
          source.shape,
          labelled('of a', source.owner),
          labelled('the member named at', source.nameFrom),
          labelled('parameters of a', source.nameOwner),
          source.title,
        ),
      ]),
    },
    {
      title: 'What makes harmless',
      columns: ['where', 'what', 'leaves'],
      rows: (sanitizers ?? []).map((rule) => [
        codes(rule.at),
        cell(code(rule.value ?? 'Argument[0]'), conditions(rule.when)),
        { remove: 'nothing', mask: 'a few characters', hash: 'a hash', encrypt: 'what is encrypted' }[rule.effect],
      ]),
    },
    { title: 'Settings', columns: ['where', 'effect', 'remarks'], rows: (settings ?? []).map(settingRow) },
  ];
}

/** What lies between, and the examples. */
function restOf(rules: LibraryRules): readonly RulePageSection[] {
  const { propagators, channels, environments, builders, types, instances, files, examples } = rules;
  return [
    {
      title: 'What carries data on',
      columns: ['where', 'from', 'to', 'remarks'],
      rows: (propagators ?? []).map((rule) => [
        codes(rule.at),
        codes(rule.from),
        codes(rule.to),
        cell(
          labelled('keeps', rule.keep),
          labelled('drops', rule.drop),
          labelled('the member at', rule.member),
          rule.text === true && 'as text',
          rule.part && 'a part',
          labelled('without', rule.without),
          conditions(rule.when),
        ),
      ]),
    },
    {
      title: 'What is joined without a variable',
      columns: ['channel', 'written', 'read'],
      rows: (channels ?? []).map((rule) => [
        rule.channel,
        codes(rule.write.flatMap(({ at }) => at)),
        codes(rule.read.flatMap(({ at }) => at)),
      ]),
    },
    {
      title: 'Types it makes',
      columns: ['where', 'type'],
      rows: [
        ...(builders ?? []).map(({ at, ...rule }) => [codes(at), code(JSON.stringify(rule))]),
        ...(types ?? []).map(({ name, ...rule }) => [`type ${code(name)}`, code(JSON.stringify(rule))]),
      ],
    },
    {
      title: 'Environments',
      columns: ['where', 'production'],
      rows: (environments ?? []).map((rule) => [codes(rule.at), cell(rule.flag, codes(rule.production))]),
    },
    {
      title: 'Names in the paths above',
      columns: ['name', 'reached by', 'types', 'else by the name'],
      rows: Object.entries(instances ?? {}).map(([name, { at, types: ofTypes, names }]) => [
        code(name),
        codes(at),
        codes(ofTypes),
        codes(names),
      ]),
    },
    {
      title: 'Files of a project that it finds by their path',
      columns: ['name', 'globs'],
      rows: Object.entries(files ?? {}).map(([name, globs]) => [code(name), codes(globs)]),
    },
    { title: 'Found', code: (examples?.leaks ?? []).map((text) => text.trimEnd()) },
    { title: 'Not found, as it is clean', code: (examples?.clean ?? []).map((text) => text.trimEnd()) },
  ];
}

function settingRow(rule: SettingRule): readonly string[] {
  switch (rule.effect) {
    case 'drop-paths':
      return [
        codes(rule.at),
        `what ${codes(rule.paths)} names never leaves`,
        cell(`dialect ${rule.dialect}`, labelled('below', rule.below)),
      ];
    case 'replaces':
      return [
        codes(rule.at),
        `what ${codes(rule.by)} gives back leaves instead`,
        cell(rule.eachMember === true && 'each for the member of its name', labelled('below', rule.below)),
      ];
    case 'hides-member':
      return [codes(rule.at), 'the member is left out', conditions(rule.when)];
    case 'sends-to':
      return [codes(rule.at), `who gets it, ${codes(rule.by)} says`, ''];
    case 'turns-on':
      return [
        codes(rule.at),
        `a finding: ${rule.says}`,
        cell(
          `carries ${rule.carries.map((type) => reference('data-type', type)).join(', ')}`,
          rule.recipient && `to ${reference('recipient', rule.recipient)}`,
          conditions(rule.when),
          `remedy: ${code(rule.remedy)}`,
        ),
      ];
  }
}
