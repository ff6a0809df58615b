/** What an element of Svelte's markup says of itself. */
import type { Span } from '../../model/facts.js';
import type { Attribute, Code, Slot } from './parts.js';

/** What is asked of the parser's nodes; each has some of it. */
export interface SvelteNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly name?: string;
  readonly attributes?: readonly SvelteNode[];
  readonly fragment?: Fragment;
  readonly expression?: SvelteNode | null;
  readonly declaration?: SvelteNode;
  readonly value?: true | SvelteNode | readonly SvelteNode[] | null;
  readonly test?: SvelteNode;
  readonly consequent?: Fragment;
  readonly alternate?: Fragment | null;
  readonly context?: SvelteNode | null;
  readonly index?: string;
  readonly body?: Fragment;
  readonly fallback?: Fragment;
  readonly error?: SvelteNode | null;
  readonly pending?: Fragment | null;
  readonly then?: Fragment | null;
  readonly catch?: Fragment | null;
  readonly parameters?: readonly SvelteNode[];
  readonly typeAnnotation?: SvelteNode;
}

export interface Fragment {
  readonly nodes: readonly SvelteNode[];
}

/** The code of an expression; nothing where the parser stands in for one that is not there. */
export function codeOf(text: string, node: SvelteNode | null | undefined): Code | undefined {
  if (node === null || node === undefined || node.end <= node.start) return undefined;
  const at: Span = [node.start, node.typeAnnotation?.end ?? node.end];
  return { text: text.slice(...at), at };
}

/** What `let:` directives take of what a slot is handed. */
export function letsOf(text: string, node: SvelteNode): Pick<Slot, 'at' | 'params'> | undefined {
  const given = node.attributes?.filter((one) => one.type === 'LetDirective') ?? [];
  const first = given[0];
  if (first === undefined) return undefined;
  const at: Span = [first.start, first.end];
  const members = given.map((one) => {
    const as = codeOf(text, one.expression);
    return as === undefined ? (one.name as string) : `${one.name as string}: ${as.text}`;
  });
  return { at, params: [{ text: `{ ${members.join(', ')} }`, at }] };
}

export function attributesOf(text: string, node: SvelteNode): Attribute[] {
  return (node.attributes ?? []).flatMap((one) => attributeOf(text, one));
}

function attributeOf(text: string, node: SvelteNode): Attribute[] {
  const name = node.name ?? '';
  const code = codeOf(text, node.expression);
  const at: Span = [node.start, node.start + name.length];
  switch (node.type) {
    case 'Attribute':
      return plain(text, node, name);
    case 'SpreadAttribute':
      return code === undefined ? [] : [{ a: 'spread', value: code }];
    case 'OnDirective':
      return code === undefined
        ? []
        : [{ a: 'handler', event: name, at: [node.start, node.start + 'on:'.length + name.length], value: code, statements: false }];
    case 'BindDirective':
      return code === undefined || name === 'this'
        ? []
        : [
            {
              a: 'bound',
              name,
              event: `update:${name}`,
              at: [node.start, node.start + 'bind:'.length + name.length],
              value: code,
              written: true,
            },
          ];
    case 'LetDirective':
      return [];
    case 'StyleDirective':
      return [];
    default:
      // `class:`, `use:`, `transition:` and their like: evaluated.
      return code === undefined ? [] : [{ a: 'value', name: `directive:${name}`, at, value: code }];
  }
}

function plain(text: string, node: SvelteNode, name: string): Attribute[] {
  const isShort = text[node.start] === '{';
  const at: Span = isShort ? [node.start + 1, node.start + 1 + name.length] : [node.start, node.start + name.length];
  const { value } = node;
  if (value === true || value === undefined || value === null) return [{ a: 'text', name, at }];
  const parts = Array.isArray(value) ? (value as readonly SvelteNode[]) : [value as SvelteNode];
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only?.type === 'Text')
    return [{ a: 'text', name, at, value: { text: text.slice(only.start, only.end), at: [only.start, only.end] } }];
  const expressions = parts.map((one) => codeOf(text, one.expression)).filter((one) => one !== undefined);
  const [first] = expressions;
  if (first === undefined) return [];
  if (only !== undefined) return [{ a: 'value', name, at, value: first }];
  return [{ a: 'value', name, at, value: joined(text, parts) }];
}

/** Text with code in it, as a template. */
function joined(text: string, parts: readonly SvelteNode[]): Code {
  const pieces = parts.map((one) => {
    const code = codeOf(text, one.expression);
    return code === undefined ? text.slice(one.start, one.end).replace(/[`\\$]/g, '\\$&') : `\${${code.text}}`;
  });
  return { text: `\`${pieces.join('')}\``, at: [parts[0]?.start ?? 0, parts.at(-1)?.end ?? 0] };
}

/** The constant text of an attribute. */
export function textOf(text: string, attribute: SvelteNode): string | undefined {
  const { value } = attribute;
  const only = Array.isArray(value) && value.length === 1 ? (value[0] as SvelteNode) : undefined;
  return only?.type === 'Text' ? text.slice(only.start, only.end) : undefined;
}

/** The prop in which a component is handed what stands in a place of it. */
export function slotName(name: string | undefined): string {
  return name === undefined || name === 'default' ? 'children' : `slot:${name}`;
}
