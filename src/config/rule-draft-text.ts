/** The text of a rule file to begin with. */
import { stringify } from 'yaml';
import type { RuleDraftQuery } from '../model/rule-examples.js';

/** What an example leaks: a member's name, and the mark of its finding. */
export interface ExampleData {
  readonly name: string;
  readonly mark?: string;
}

/** It is a right rule file as it stands. */
export function ruleDraftText(query: RuleDraftQuery, data: ExampleData): string {
  const { name, module = name, kind, recipient, sanitizer, redact } = query;
  const made = madeBy(query);
  const member = query.member ?? 'send';
  const steps = member.split('.');
  const sink = made
    ? `client.${memberSteps(steps)}`
    : [`Export[${steps[0] ?? ''}]`, ...steps.slice(1).map((step) => `Member[${step}]`)].join('.');
  const lines = [
    '# docs/rules.md tells every key; `waybill rules test FILE` runs the examples.',
    `library: ${quoted(name)}`,
    `modules: [${quoted(module)}]`,
    'status: catalogue # verified, when you have read its types or documentation: then name them under docs',
    ...(made ? ['instances:', '  client:', '    at:', `      - ${quoted(made)}`] : []),
    'sinks:',
    `  - at: ${quoted(sink)}`,
    `    kind: ${kind}`,
    ...(recipient === undefined ? ownParty(kind) : [`    recipient: ${recipient}`]),
    ...(sanitizer === undefined ? [] : ['sanitizers:', `  - { at: "Export[${sanitizer}]", effect: mask }`]),
    ...(redact !== undefined && made
      ? [
          'settings:',
          `  - at: ${quoted(made.replace(/\.(?:ReturnValue|Instance)$/, ''))}`,
          '    effect: drop-paths',
          `    paths: ["Argument[0].Member[${redact}].Element"]`,
          '    dialect: dots',
        ]
      : []),
    ...examplesOf(query, data),
  ];
  return `${lines.join('\n')}\n`;
}

/** One that leaks and one that does not; more for what makes harmless. */
function examplesOf(query: RuleDraftQuery, data: ExampleData): readonly string[] {
  const { module = query.name, kind, member = 'send', sanitizer, redact } = query;
  if (module.startsWith('.')) return ['# A module of the project has no examples: they could not import it.'];
  const { name, mark } = data;
  const example = (value: string, options = '', leaks?: string): readonly string[] =>
    block(exampleCode({ of: query, module, called: member, value, mark: leaks, options, personal: name }));
  return [
    'examples:',
    ...(mark === undefined
      ? [`  # The default policy reports nothing of ${kind}: it is in the inventory.`]
      : ['  leaks:', ...example(`person.${name}`, '', mark)]),
    '  clean:',
    ...example('person.id'),
    ...(sanitizer === undefined ? [] : example(`${sanitizer}(person.${name})`)),
    ...(redact === undefined || madeBy(query) === undefined ? [] : example(`{ ${name}: person.${name} }`, `{ ${redact}: ['${name}'] }`)),
  ];
}

function madeBy({ factory, class: type }: RuleDraftQuery): string | undefined {
  if (factory !== undefined) return `Export[${factory}].ReturnValue`;
  return type === undefined ? undefined : `Export[${type}].Instance`;
}

function memberSteps(steps: readonly string[]): string {
  return steps.map((step) => `Member[${step}]`).join('.');
}

/** Who gets it, where no recipient is named: the own log, the browser, else somebody else. */
function ownParty(kind: RuleDraftQuery['kind']): readonly string[] {
  if (kind === 'log') return ['    recipient: application-log'];
  return ['    party: third # or recipient: an id of `waybill rules list --form recipient`'];
}

interface ExampleParts {
  readonly of: RuleDraftQuery;
  readonly module: string;
  readonly called: string;
  readonly value: string;
  readonly mark: string | undefined;
  readonly options: string;
  readonly personal: string;
}

function exampleCode({ of, module, called, value, mark, options, personal }: ExampleParts): readonly string[] {
  const { factory, class: type, sanitizer } = of;
  const maker = factory ?? type;
  const root = maker ?? called.split('.')[0] ?? called;
  const isDefault = root === 'default';
  const local = !isDefault ? root : maker === undefined ? 'send' : factory === undefined ? 'Client' : 'create';
  const masks = sanitizer !== undefined && value.startsWith(`${sanitizer}(`) ? [sanitizer] : [];
  const named = [...(isDefault ? [] : [local]), ...masks];
  const imports = [...(isDefault ? [local] : []), ...(named.length > 0 ? [`{ ${named.join(', ')} }`] : [])].join(', ');
  const callee = maker === undefined ? [local, ...called.split('.').slice(1)].join('.') : `client.${called}`;
  return [
    `import ${imports} from '${module}';`,
    ...(maker === undefined ? [] : [`const client = ${factory === undefined ? 'new ' : ''}${local}(${options});`]),
    `export function handOver(person: { id: string; ${personal}: string }) {`,
    `  ${callee}(${value});${mark === undefined ? '' : ` // leak: ${mark}`}`,
    '}',
  ];
}

function block(lines: readonly string[]): readonly string[] {
  return ['    - |', ...lines.map((line) => `      ${line}`)];
}

/** Quoted where YAML would read something else. */
function quoted(text: string): string {
  return stringify(text, { lineWidth: 0 }).trim();
}
