/**
 * Svelte's components, read by Svelte's own parser.
 * Source: https://svelte.dev/docs/svelte/svelte-files, https://svelte.dev/docs/svelte/legacy-overview
 */
import { createRequire } from 'node:module';
import type * as Compiler from 'svelte/compiler';
import type { Span } from '../../model/facts.js';
import type { Branch, Code, ComponentParts, Content, Dialect, Script, Slot } from './parts.js';
import { attributesOf, codeOf, letsOf, slotName, textOf, type Fragment, type SvelteNode } from './svelte-attributes.js';

export const SVELTE: Dialect = {
  read: readSvelte,
  implicitMembers: false,
  propsMacros: new Set(['$props']),
  propsWrappers: new Set(),
  emitMacros: new Set(['createEventDispatcher']),
  exportsAreProps: true,
};

interface SvelteRoot {
  readonly fragment: Fragment;
  readonly instance: SvelteNode | null;
  readonly module: SvelteNode | null;
}

type Parse = (text: string, options: { modern: true; loose: true }) => SvelteRoot;
let parser: Parse | undefined;

function parse(): Parse {
  parser ??= (createRequire(import.meta.url)('svelte/compiler') as typeof Compiler).parse as unknown as Parse;
  return parser;
}

/** Scripts and styles with what stands in them; in an attribute's text `>` may stand. */
const RAW = /<(script|style)\b((?:[^>"']|"[^"]*"|'[^']*')*)>([\s\S]*?)<\/\1\s*>/g;
const COMMENT = /<!--[\s\S]*?-->/g;

interface RawBlock {
  readonly start: number;
  readonly tag: string;
  readonly attributes: string;
  readonly at: Span;
}

function readSvelte(text: string): ComponentParts {
  const comments = [...text.matchAll(COMMENT)].map((match): Span => [match.index, match.index + match[0].length]);
  const raw: RawBlock[] = [];
  for (const match of text.matchAll(RAW)) {
    const inner = match.index + match[0].indexOf('>', 1 + (match[1] as string).length + (match[2] as string).length) + 1;
    if (comments.some(([from, to]) => from < match.index && match.index < to)) continue;
    raw.push({
      start: match.index,
      tag: match[1] as string,
      attributes: match[2] as string,
      at: [inner, inner + (match[3] as string).length],
    });
  }
  const scripts = raw.filter(({ tag }) => tag === 'script');
  const typescript = scripts.some(({ attributes }) => /\blang\s*=\s*["']?ts\b/.test(attributes));
  try {
    const root = parse()(withoutRaw(text, raw), { modern: true, loose: true });
    const own = scripts.filter(({ start }) => start === root.instance?.start || start === root.module?.start);
    return {
      scripts: own.map(({ at, start }): Script => ({ at, instance: start === root.instance?.start })),
      typescript,
      content: new Reader(text).contents(root.fragment),
      problems: [],
    };
  } catch (error) {
    return {
      scripts: scripts.map(({ at, attributes }) => ({ at, instance: !/\bmodule\b/.test(attributes) })).slice(0, 2),
      typescript,
      content: [],
      problems: [{ message: `The component's markup could not be read: ${firstLine(error)}`, at: placeOf(error) }],
    };
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] as string;
}

function placeOf(error: unknown): Span {
  const position = (error as { position?: unknown }).position;
  return Array.isArray(position) && typeof position[0] === 'number' ? [position[0], Number(position[1] ?? position[0])] : [0, 0];
}

/** Scripts are read by the parser of scripts, and a style may be in any language. */
function withoutRaw(text: string, raw: readonly RawBlock[]): string {
  let out = '';
  let from = 0;
  for (const { at } of raw) {
    out += text.slice(from, at[0]) + ' '.repeat(at[1] - at[0]);
    from = at[1];
  }
  return out + text.slice(from);
}

const COMPONENTS = new Set(['Component', 'SvelteComponent', 'SvelteSelf']);

class Reader {
  constructor(private readonly text: string) {}

  contents(fragment: Fragment | null | undefined): Content[] {
    return fragment?.nodes.flatMap((node) => this.content(node)) ?? [];
  }

  private content(node: SvelteNode): Content[] {
    switch (node.type) {
      case 'Text':
        return [{ c: 'text', at: [node.start, node.end] }];
      case 'ExpressionTag':
      case 'HtmlTag':
      case 'RenderTag':
      case 'AttachTag':
        return this.expression(node.expression);
      case 'ConstTag':
      case 'DeclarationTag': {
        const code = codeOf(this.text, node.declaration);
        return code === undefined ? [] : [{ c: 'statements', code }];
      }
      case 'IfBlock':
        return [{ c: 'choice', branches: this.branches(node) }];
      case 'EachBlock':
        return this.loop(node);
      case 'KeyBlock':
        return [...this.expression(node.expression), ...this.contents(node.fragment)];
      case 'AwaitBlock':
        return this.awaited(node);
      case 'SnippetBlock':
        return this.part(node);
      case 'SlotElement':
        return this.outlet(node);
      case 'Comment':
      case 'DebugTag':
        return [];
      default:
        return node.attributes === undefined ? [] : this.element(node);
    }
  }

  private expression(expression: SvelteNode | null | undefined): Content[] {
    const code = codeOf(this.text, expression);
    return code === undefined ? [] : [{ c: 'code', code }];
  }

  private branches(node: SvelteNode): Branch[] {
    const when = codeOf(this.text, node.test);
    const first: Branch = { ...(when === undefined ? {} : { when }), content: this.contents(node.consequent) };
    const otherwise = node.alternate;
    if (otherwise === null || otherwise === undefined) return [first];
    const only = otherwise.nodes.length === 1 ? otherwise.nodes[0] : undefined;
    return only?.type === 'IfBlock' ? [first, ...this.branches(only)] : [first, { content: this.contents(otherwise) }];
  }

  private loop(node: SvelteNode): Content[] {
    const over = codeOf(this.text, node.expression);
    const item = codeOf(this.text, node.context);
    const key = node.index === undefined ? undefined : this.indexOf(node, node.index);
    const content = this.contents(node.body);
    if (over === undefined) return content;
    return [
      { c: 'loop', over, ...(item === undefined ? {} : { item }), ...(key === undefined ? {} : { key }), content },
      ...this.contents(node.fallback),
    ];
  }

  private indexOf(node: SvelteNode, name: string): Code {
    const start = this.text.indexOf(name, (node.context ?? node.expression ?? node).end);
    return { text: name, at: [start, start + name.length] };
  }

  private awaited(node: SvelteNode): Content[] {
    const promise = codeOf(this.text, node.expression);
    if (promise === undefined) return [];
    const value = node.value === true || Array.isArray(node.value) ? undefined : codeOf(this.text, node.value as SvelteNode | null);
    const error = codeOf(this.text, node.error);
    return [
      ...this.contents(node.pending),
      {
        c: 'awaited',
        promise,
        ...(value === undefined ? {} : { value }),
        content: this.contents(node.then),
        ...(error === undefined ? {} : { error }),
        failed: this.contents(node.catch),
      },
    ];
  }

  private params(node: SvelteNode): Code[] {
    return (node.parameters ?? []).map((one) => codeOf(this.text, one)).filter((one) => one !== undefined);
  }

  private part(node: SvelteNode): Content[] {
    const name = codeOf(this.text, node.expression);
    if (name === undefined) return [];
    return [{ c: 'part', name, params: this.params(node), content: this.contents(node.body) }];
  }

  private outlet(node: SvelteNode): Content[] {
    const attributes = attributesOf(this.text, node).filter((one) => one.a === 'spread' || !('name' in one) || one.name !== 'name');
    const place = node.attributes?.find((one) => one.type === 'Attribute' && one.name === 'name');
    const name = place && textOf(this.text, place);
    const fallback = this.contents(node.fragment);
    return [{ c: 'outlet', name: slotName(name), at: [node.start + 1, node.start + 1 + 'slot'.length], attributes }, ...fallback];
  }

  private element(node: SvelteNode): Content[] {
    const name = node.name ?? '';
    const at: Span = [node.start + 1, node.start + 1 + name.length];
    const isComponent = COMPONENTS.has(node.type);
    const given = codeOf(this.text, node.expression);
    const attributes = attributesOf(this.text, node);
    const { slots, rest } = isComponent ? this.slots(node) : { slots: [], rest: node.fragment?.nodes ?? [] };
    return [
      {
        c: 'element',
        tag: given ?? { text: name.replace(':', '-'), at },
        ...(isComponent && given === undefined ? { component: name.replace(/^svelte:/, 'svelte-') } : {}),
        attributes,
        slots,
        content: rest.flatMap((child) => this.content(child)),
      },
    ];
  }

  /** `let:item`, `slot="name"` and snippets inside a component. */
  private slots(node: SvelteNode): { slots: Slot[]; rest: readonly SvelteNode[] } {
    const children = node.fragment?.nodes ?? [];
    const handed = letsOf(this.text, node);
    if (handed !== undefined) return { slots: [{ ...handed, name: 'children', content: this.contents(node.fragment) }], rest: [] };
    const slots: Slot[] = [];
    const rest: SvelteNode[] = [];
    for (const child of children) {
      const inner = child.attributes === undefined ? undefined : letsOf(this.text, child);
      const place = child.attributes?.find((one) => one.type === 'Attribute' && one.name === 'slot');
      if (child.type === 'SnippetBlock' && child.expression) {
        const { start, end } = child.expression;
        slots.push({ name: this.text.slice(start, end), at: [start, end], params: this.params(child), content: this.contents(child.body) });
      } else if (inner !== undefined && place !== undefined) {
        const name = textOf(this.text, place);
        slots.push({ ...inner, name: slotName(name), content: this.content(child) });
      } else rest.push(child);
    }
    return { slots, rest };
  }
}
