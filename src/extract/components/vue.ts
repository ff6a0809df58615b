/**
 * Vue's single-file components, read by Vue's own parser.
 * Source: https://vuejs.org/api/sfc-spec.html, https://vuejs.org/api/built-in-directives.html
 */
import { createRequire } from 'node:module';
import type {
  AttributeNode,
  DirectiveNode,
  ElementNode,
  ElementTypes,
  ExpressionNode,
  NodeTypes,
  RootNode,
  SourceLocation,
  TemplateChildNode,
} from '@vue/compiler-dom';
import type { Span } from '../../model/facts.js';
import {
  camelCase,
  pascalCase,
  type Attribute,
  type Branch,
  type Code,
  type ComponentParts,
  type Content,
  type Dialect,
  type Script,
  type Slot,
} from './parts.js';

export const VUE: Dialect = {
  read: readVue,
  implicitMembers: true,
  propsMacros: new Set(['defineProps']),
  propsWrappers: new Set(['withDefaults']),
  emitMacros: new Set(['defineEmits']),
  exportsAreProps: false,
};

/** As the parser numbers them; its own table would have to be loaded. */
const Node: {
  Element: NodeTypes.ELEMENT;
  Text: NodeTypes.TEXT;
  Interpolation: NodeTypes.INTERPOLATION;
  Attribute: NodeTypes.ATTRIBUTE;
  Directive: NodeTypes.DIRECTIVE;
} = { Element: 1, Text: 2, Interpolation: 5, Attribute: 6, Directive: 7 };
const Tag: { Component: ElementTypes.COMPONENT; Slot: ElementTypes.SLOT; Template: ElementTypes.TEMPLATE } = {
  Component: 1,
  Slot: 2,
  Template: 3,
};

/** Directives that say when or how, and hold no value that is handed on. */
const CONTROL = new Set(['if', 'else-if', 'else', 'for', 'slot', 'pre', 'cloak', 'once', 'memo']);
const MEMBER = /^\s*[A-Za-z_$][\w$]*(?:\s*(?:\?\.|\.)\s*[A-Za-z_$][\w$]*|\s*\[[^\]]*\])*\s*$/;
const FUNCTION = /^\s*(?:async\s+)?(?:\([^)]*\)\s*(?::[^=]+)?=>|[A-Za-z_$][\w$]*\s*=>|function\b)/;

type Parse = (text: string, options: object) => RootNode;
let parser: Parse | undefined;

function parse(): Parse {
  parser ??= (createRequire(import.meta.url)('@vue/compiler-dom') as { parse: Parse }).parse;
  return parser;
}

function readVue(text: string): ComponentParts {
  const problems: { message: string; at: Span }[] = [];
  const onError = (error: { message: string; loc?: SourceLocation }): void => {
    const start = error.loc?.start.offset ?? 0;
    problems.push({ message: `The component's markup: ${error.message}`, at: [start, error.loc?.end.offset ?? start] });
  };
  const root = parse()(text, { parseMode: 'sfc', comments: false, onError });
  const scripts: Script[] = [];
  const content: Content[] = [];
  let typescript = false;
  for (const block of root.children) {
    if (block.type !== Node.Element) continue;
    if (block.tag === 'script') {
      if (block.innerLoc === undefined || attributeOf(block, 'src') !== undefined) continue;
      scripts.push({ at: spanOf(block.innerLoc), instance: attributeOf(block, 'setup') !== undefined });
      typescript ||= /^tsx?$/.test(attributeOf(block, 'lang') ?? '');
    } else if (block.tag === 'template') {
      const language = attributeOf(block, 'lang');
      if (language === undefined || language === '' || language === 'html') content.push(...contentsOf(block.children));
      else problems.push({ message: `The component's markup is written in ${language}, which is not read`, at: spanOf(block.loc) });
    }
  }
  return { scripts, typescript, content, problems };
}

function spanOf(loc: SourceLocation): Span {
  return [loc.start.offset, loc.end.offset];
}

function attributeOf(element: ElementNode, name: string): string | undefined {
  for (const prop of element.props) if (prop.type === Node.Attribute && prop.name === name) return prop.value?.content ?? '';
  return undefined;
}

function directiveOf(element: ElementNode, ...names: readonly string[]): DirectiveNode | undefined {
  for (const prop of element.props) if (prop.type === Node.Directive && names.includes(prop.name)) return prop;
  return undefined;
}

function codeOf(expression: ExpressionNode | undefined): Code | undefined {
  if (expression === undefined) return undefined;
  const text = 'content' in expression ? expression.content : expression.loc.source;
  return text.trim() === '' ? undefined : { text, at: spanOf(expression.loc) };
}

/** Elements with `v-else` belong to the condition before them. */
function contentsOf(nodes: readonly TemplateChildNode[]): Content[] {
  const contents: Content[] = [];
  let branches: Branch[] | undefined;
  for (const node of nodes) {
    if (node.type === Node.Text) contents.push({ c: 'text', at: spanOf(node.loc) });
    else if (node.type === Node.Interpolation) {
      const code = codeOf(node.content);
      if (code !== undefined) contents.push({ c: 'code', code });
    } else if (node.type === Node.Element) {
      const opens = directiveOf(node, 'if');
      const when = codeOf((opens ?? directiveOf(node, 'else-if'))?.exp);
      const continues = opens === undefined && directiveOf(node, 'else-if', 'else') !== undefined;
      const branch: Branch = { ...(when === undefined ? {} : { when }), content: repeated(node) };
      if (continues && branches !== undefined) branches.push(branch);
      else if (opens !== undefined) {
        branches = [branch];
        contents.push({ c: 'choice', branches });
      } else {
        branches = undefined;
        contents.push(...branch.content);
      }
    }
  }
  return contents;
}

function repeated(element: ElementNode): Content[] {
  const loop = directiveOf(element, 'for')?.forParseResult;
  const over = codeOf(loop?.source);
  if (loop === undefined || over === undefined) return contentOf(element);
  const item = codeOf(loop.value);
  const key = codeOf(loop.key);
  return [{ c: 'loop', over, ...(item === undefined ? {} : { item }), ...(key === undefined ? {} : { key }), content: contentOf(element) }];
}

function contentOf(element: ElementNode): Content[] {
  const { tagType, tag, loc } = element;
  const at: Span = [loc.start.offset + 1, loc.start.offset + 1 + tag.length];
  const attributes = element.props.flatMap((prop) => attributesOf(prop, tagType === Tag.Component));
  if (tagType === Tag.Slot) {
    const name = attributeOf(element, 'name') ?? 'default';
    return [{ c: 'outlet', name: slotName(name), at, attributes }, ...contentsOf(element.children)];
  }
  if (tagType === Tag.Template) return contentsOf(element.children);
  const isComponent = tagType === Tag.Component;
  const chosen =
    tag === 'component'
      ? element.props.find((prop) => prop.type === Node.Directive && prop.name === 'bind' && argumentOf(prop) === 'is')
      : undefined;
  const given = chosen?.type === Node.Directive ? codeOf(chosen.exp) : undefined;
  const { slots, rest } = isComponent ? slotsOf(element) : { slots: [], rest: element.children };
  return [
    {
      c: 'element',
      tag: given ?? { text: tag, at },
      ...(isComponent && given === undefined ? { component: componentName(tag) } : {}),
      attributes,
      slots,
      content: contentsOf(rest),
    },
  ];
}

/** `<user-card>` and `<UserCard>` are the same; `<Form.Field>` is a member. */
function componentName(tag: string): string {
  return tag.includes('.') ? tag : pascalCase(tag);
}

/** What is put into the places of a component; content that is handed nothing stays where it is. */
function slotsOf(element: ElementNode): { slots: Slot[]; rest: TemplateChildNode[] } {
  const own = directiveOf(element, 'slot');
  if (own !== undefined) return { slots: [slotOf(own, element.children)], rest: [] };
  const slots: Slot[] = [];
  const rest: TemplateChildNode[] = [];
  for (const child of element.children) {
    const directive = child.type === Node.Element && child.tagType === Tag.Template ? directiveOf(child, 'slot') : undefined;
    if (directive === undefined || child.type !== Node.Element || directiveOf(child, 'for', 'if', 'else-if', 'else')) rest.push(child);
    else slots.push(slotOf(directive, child.children));
  }
  return { slots, rest };
}

function slotOf(directive: DirectiveNode, children: readonly TemplateChildNode[]): Slot {
  const params = codeOf(directive.exp);
  return {
    name: slotName(argumentOf(directive) ?? 'default'),
    at: spanOf(directive.arg?.loc ?? directive.loc),
    params: params === undefined ? [] : [params],
    content: contentsOf(children),
  };
}

function slotName(name: string): string {
  return name === 'default' ? 'children' : `slot:${name}`;
}

/** A directive's argument when it is constant. */
function argumentOf(directive: DirectiveNode): string | undefined {
  const { arg } = directive;
  return arg !== undefined && 'isStatic' in arg && arg.isStatic ? arg.content : undefined;
}

function attributesOf(prop: AttributeNode | DirectiveNode, isComponent: boolean): Attribute[] {
  if (prop.type === Node.Attribute) {
    const at = spanOf(prop.nameLoc);
    const { value } = prop;
    return [
      {
        a: 'text',
        name: keyOf(prop.name, isComponent),
        at,
        ...(value === undefined ? {} : { value: { text: value.content, at: spanOf(value.loc) } }),
      },
    ];
  }
  if (CONTROL.has(prop.name)) return [];
  const value = codeOf(prop.exp);
  const name = argumentOf(prop);
  const at = spanOf(prop.arg?.loc ?? prop.loc);
  switch (prop.name) {
    case 'on':
      if (value === undefined) return [];
      if (name === undefined) return prop.arg === undefined ? [{ a: 'spread', value }] : [{ ...handler('event', at, value) }];
      return [handler(name, at, value)];
    case 'bind':
      if (prop.arg === undefined) return value === undefined ? [] : [{ a: 'spread', value }];
      if (name === undefined) return value === undefined ? [] : [{ a: 'value', name: 'attribute', at, value }];
      if (name === 'is' && value !== undefined) return [];
      return [{ a: 'value', name: keyOf(name, isComponent), at, value: value ?? { text: camelCase(name), at } }];
    case 'model': {
      if (value === undefined) return [];
      const key = name === undefined ? (isComponent ? 'modelValue' : 'value') : camelCase(name);
      return [
        {
          a: 'bound',
          name: key,
          event: isComponent ? `update:${key}` : 'input',
          at: spanOf(prop.loc),
          value,
          written: /[.[]/.test(value.text),
        },
      ];
    }
    case 'html':
      return value === undefined ? [] : [{ a: 'value', name: 'innerHTML', at: spanOf(prop.loc), value }];
    default:
      // `v-text`, `v-show` and directives of the project: evaluated.
      return value === undefined ? [] : [{ a: 'value', name: prop.rawName ?? prop.name, at: spanOf(prop.loc), value }];
  }
}

/** A component's props are named in camel case, the attributes of the page are not. */
function keyOf(name: string, isComponent: boolean): string {
  return isComponent ? camelCase(name) : name;
}

function handler(event: string, at: Span, value: Code): Attribute {
  return { a: 'handler', event, at, value, statements: !MEMBER.test(value.text) && !FUNCTION.test(value.text) };
}
