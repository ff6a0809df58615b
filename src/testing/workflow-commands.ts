/** What the runner of GitHub Actions reads from a step's output; as its ActionCommand.cs does. */

export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** The commands of a text: `::name key=value,…::message` at the beginning of a line, `##[name]message` anywhere in one. */
export function workflowCommands(text: string): WorkflowCommand[] {
  return text.split(/\r?\n/).flatMap((line) => newForm(line.trimStart()) ?? oldForm(line) ?? []);
}

function newForm(line: string): WorkflowCommand | undefined {
  const end = line.indexOf('::', 2);
  if (!line.startsWith('::') || end < 0) return undefined;
  const head = line.slice(2, end);
  const space = head.indexOf(' ');
  const properties = space < 0 ? [] : head.slice(space + 1).split(',');
  return {
    name: space < 0 ? head : head.slice(0, space),
    properties: Object.fromEntries(properties.map((property) => pairOf(property))),
    message: unescape(line.slice(end + 2), ['%0D', '\r'], ['%0A', '\n'], ['%25', '%']),
  };
}

function pairOf(property: string): [string, string] {
  const [name = '', ...value] = property.split('=');
  return [name, unescape(value.join('='), ['%0D', '\r'], ['%0A', '\n'], ['%3A', ':'], ['%2C', ','], ['%25', '%'])];
}

function oldForm(line: string): WorkflowCommand | undefined {
  const start = line.indexOf('##[');
  const end = line.indexOf(']', start);
  return start < 0 || end < 0 ? undefined : { name: line.slice(start + 3, end), properties: {}, message: line.slice(end + 1) };
}

function unescape(text: string, ...pairs: readonly (readonly [string, string])[]): string {
  return pairs.reduce((result, [code, character]) => result.replaceAll(code, character), text);
}
