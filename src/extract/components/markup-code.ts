/** The markup of a component as statements: an element is JSX, a loop a loop, a condition an `if`. */
import type { Span } from '../../model/facts.js';
import { handlerName, type Attribute, type Branch, type Code, type ComponentParts, type Content, type Slot } from './parts.js';
import { Written } from './written.js';

/** The name by which the generated function knows what the component is handed. */
export const PROPS = '$props';

/** Names that JSX can write as they are. */
const JSX_NAME = /^[A-Za-z_$][\w$-]*(?::[A-Za-z_$][\w$-]*)?$/;
/** Marks that JSX would not read as text. */
const NO_TEXT = /[{}<>]/;

/**
 * The function that shows the component, as text of TSX.
 *
 * @param head what stands before its parameter, such as `export default function`
 * @param usable says of code whether it parses; what does not is left out
 */
export function markupCode(file: string, parts: ComponentParts, head: string, usable: (code: Code) => boolean): Written {
  return new MarkupWriter(file, usable).whole(parts.content, head);
}

class MarkupWriter {
  private readonly out: Written;

  constructor(
    private readonly file: string,
    private readonly usable: (code: Code) => boolean,
  ) {
    this.out = new Written(file);
  }

  whole(content: readonly Content[], head: string): Written {
    this.out.add({ text: head, at: [0, 0] }).glue(`(${PROPS}) {\n`);
    this.contents(content);
    return this.out.add({ text: '}', at: [this.file.length, this.file.length] });
  }

  private contents(content: readonly Content[]): void {
    for (const one of content) this.content(one);
  }

  private content(one: Content): void {
    const { out } = this;
    switch (one.c) {
      case 'text':
        return;
      case 'code':
        if (this.usable(one.code)) out.glue('(').add(one.code).glue(');\n');
        return;
      case 'statements':
        if (this.usable(one.code)) out.add(one.code).glue(';\n');
        return;
      case 'element':
        return this.element(one);
      case 'outlet':
        out
          .glue(`${PROPS}[`)
          .add({ text: JSON.stringify(one.name), at: one.at })
          .glue(']?.({');
        for (const attribute of one.attributes) this.entry(attribute);
        out.glue('});\n');
        return;
      case 'choice':
        return this.choice(one.branches);
      case 'loop':
        return this.loop(one);
      case 'part':
        out.glue('const ').add(one.name).glue(' = ');
        this.callback(one.params, one.content);
        out.glue(';\n');
        return;
      case 'awaited':
        return this.awaited(one);
    }
  }

  private element(element: Extract<Content, { c: 'element' }>): void {
    const { out } = this;
    const tag: Code = element.component === undefined ? element.tag : { text: element.component, at: element.tag.at };
    const isName = JSX_NAME.test(tag.text) || /^[\w$]+(?:\.[\w$]+)+$/.test(tag.text);
    if (!isName) {
      // A component that an expression gives.
      out.glue('{ const Component = (');
      if (this.usable(tag)) out.add(tag);
      else out.glue('undefined');
      out.glue(');\n');
    }
    const opening: Code = isName ? tag : { text: 'Component', at: tag.at };
    out.glue('<').add(opening);
    for (const attribute of element.attributes) this.attribute(attribute);
    for (const slot of element.slots) this.slot(slot);
    const texts = element.content.filter((one) => one.c === 'text' && this.isPlain(one.at));
    if (texts.length === 0) out.glue('/>;\n');
    else {
      out.glue('>');
      for (const text of texts) if (text.c === 'text') out.add({ text: this.file.slice(...text.at), at: text.at }).glue('{}');
      out.glue(`</${opening.text}>;\n`);
    }
    if (!isName) out.glue('}\n');
    this.contents(element.content);
  }

  private isPlain(at: Span): boolean {
    const text = this.file.slice(...at);
    return text.trim() !== '' && !NO_TEXT.test(text);
  }

  private attribute(attribute: Attribute): void {
    const { out } = this;
    if (attribute.a === 'spread') {
      if (this.usable(attribute.value)) out.glue(' {...(').add(attribute.value).glue(')}');
      return;
    }
    const name = attribute.a === 'handler' ? handlerName(attribute.event) : attribute.name;
    if (!JSX_NAME.test(name)) return this.named(attribute);
    out.glue(' ').add({ text: name, at: attribute.at });
    if (attribute.a === 'text' && attribute.value === undefined) return;
    out.glue('={');
    this.value(attribute);
    out.glue('}');
    if (attribute.a === 'bound' && attribute.written) {
      out
        .glue(' ')
        .add({ text: handlerName(attribute.event), at: attribute.at })
        .glue('={');
      this.write(attribute.value);
      out.glue('}');
    }
  }

  /** An attribute whose name JSX can't write. */
  private named(attribute: Attribute): void {
    this.out.glue(' {...{');
    this.entry(attribute);
    this.out.glue('}}');
  }

  /** As an entry of an object. */
  private entry(attribute: Attribute): void {
    const { out } = this;
    if (attribute.a === 'spread') {
      if (this.usable(attribute.value)) out.glue('...(').add(attribute.value).glue('), ');
      return;
    }
    const name = attribute.a === 'handler' ? handlerName(attribute.event) : attribute.name;
    out.add({ text: JSON.stringify(name), at: attribute.at }).glue(': ');
    this.value(attribute);
    out.glue(', ');
  }

  private value(attribute: Exclude<Attribute, { a: 'spread' }>): void {
    const { out } = this;
    if (attribute.value === undefined) out.glue('true');
    else if (attribute.a === 'text') out.add({ text: JSON.stringify(attribute.value.text), at: attribute.value.at });
    else if (!this.usable(attribute.value)) out.glue('undefined');
    else if (attribute.a === 'handler' && attribute.statements) out.glue('($event) => {').add(attribute.value).glue('}');
    else out.glue('(').add(attribute.value).glue(')');
  }

  /** What somebody enters goes by the name of what it is entered into. */
  private write(target: Code): void {
    const name =
      target.text
        .trim()
        .split(/[^\w$]+/)
        .at(-1) ?? '';
    if (!/^[A-Za-z_$]/.test(name) || !this.usable(target)) this.out.glue('undefined');
    else this.out.glue('($input) => {(').add(target).glue(`) = $input.${name}}`);
  }

  private slot(slot: Slot): void {
    const name: Code = { text: JSON.stringify(slot.name), at: slot.at };
    this.out.glue(' {...{').add(name).glue(': ');
    this.callback(slot.params, slot.content);
    this.out.glue('}}');
  }

  private callback(params: readonly Code[], content: readonly Content[]): void {
    this.out.glue('(');
    for (const param of params) if (this.usable(param)) this.out.add(param).glue(', ');
    this.out.glue(') => {\n');
    this.contents(content);
    this.out.glue('}');
  }

  private choice(branches: readonly Branch[]): void {
    branches.forEach(({ when, content }, index) => {
      if (index > 0) this.out.glue(' else ');
      if (when !== undefined) {
        this.out.glue('if (');
        if (this.usable(when)) this.out.add(when);
        else this.out.glue('undefined');
        this.out.glue(') ');
      }
      this.out.glue('{\n');
      this.contents(content);
      this.out.glue('}');
    });
    this.out.glue('\n');
  }

  private loop({ over, item, key, content }: Extract<Content, { c: 'loop' }>): void {
    const { out } = this;
    if (!this.usable(over)) return;
    out.glue('{\nconst $list = (').add(over).glue(');\n');
    if (key !== undefined && this.usable(key)) out.glue('for (const ').add(key).glue(' in $list) ');
    out.glue('for (const ');
    if (item !== undefined && this.usable(item)) out.add(item);
    else out.glue('$item');
    out.glue(' of $list) {\n');
    this.contents(content);
    out.glue('}\n}\n');
  }

  private awaited({ promise, value, content, error, failed }: Extract<Content, { c: 'awaited' }>): void {
    const { out } = this;
    if (!this.usable(promise)) return;
    out.glue('try {\nconst ');
    if (value !== undefined && this.usable(value)) out.add(value);
    else out.glue('$value');
    out.glue(' = await (').add(promise).glue(');\n');
    this.contents(content);
    out.glue('} catch (');
    if (error !== undefined && this.usable(error)) out.add(error);
    else out.glue('$error');
    out.glue(') {\n');
    this.contents(failed);
    out.glue('}\n');
  }
}
