/** Pieces that make text of text. */
import type { Piece } from '../writer.js';

export const TEXT: readonly Piece[] = [
  { name: 'local', write: (w) => void w.give('text', w.text()) },
  { name: 'template', write: (w) => void w.give('text', `\`<\${${w.text()}}>\``) },
  { name: 'concatenation', write: (w) => void w.give('text', `${w.text()} + '/' + ${w.text()}`) },
  { name: 'conditional', write: (w) => void w.give('text', `${w.flag()} ? ${w.text()} : ${w.text()}`) },
  {
    name: 'default operators',
    write: (w) => void w.give('text', `(${w.flag()} ? ${w.text()} : ${w.one(['undefined', 'null'])}) ${w.one(['||', '??'])} ${w.text()}`),
  },
  {
    name: 'let in branches',
    write(w) {
      const name = w.fresh();
      w.line(`let ${name} = ${w.text()};`);
      w.line(`if (${w.flag()}) ${name} = ${w.text()};`);
      w.give('text', name);
    },
  },
  {
    name: 'overwritten',
    write(w) {
      const name = w.fresh();
      w.line(`let ${name} = ${w.text()};`);
      w.line(`${name} = ${w.text()};`);
      w.give('text', name);
    },
  },
  {
    name: 'appended',
    write(w) {
      const name = w.fresh();
      w.line(`let ${name} = ${w.text()};`);
      w.line(`${name} += ${w.text()};`);
      w.give('text', name);
    },
  },
  {
    name: 'text methods',
    write: (w) =>
      void w.give(
        'text',
        `${w.text()}${w.one(['.trim()', '.toUpperCase()', '.padEnd(60)', ".concat('!')", '.slice(0, 80)', ".normalize('NFC')", '.toString()', ".replace('!', '?')", ".replace(/!/g, '?')"])}`,
      ),
  },
  {
    name: 'encodings',
    write(w) {
      const text = w.text();
      w.give(
        'text',
        w.one([
          `encodeURIComponent(${text})`,
          `decodeURIComponent(encodeURIComponent(${text}))`,
          `JSON.stringify(${text})`,
          `JSON.parse(JSON.stringify(${text}))`,
          `String(${text})`,
          `Buffer.from(${text}).toString('base64')`,
          `Buffer.from(${text}, 'utf8').toString()`,
          `structuredClone(${text})`,
          `Object(${text}).toString()`,
        ]),
      );
    },
  },
  {
    name: 'made harmless',
    write(w) {
      const text = w.text();
      w.give(
        'text',
        w.one([
          `String(${text}.length)`,
          `${text}.slice(-4)`,
          `${text}.slice(0, 2)`,
          `${text}.charAt(0)`,
          `${text}.replace(/./g, '*')`,
          `String(${text} === 'x')`,
          `String(${text}.includes('x'))`,
          `(${text} ? 'yes' : 'no')`,
          `String(/x/.test(${text}))`,
          `typeof ${text}`,
          `String(!${text})`,
          `String(Number(${text}.length) + 1)`,
          `'*'.repeat(${text}.length)`,
        ]),
      );
    },
  },
  {
    name: 'behind the first @',
    gap: 'a text that holds several addresses, cut at the first @',
    write: (w) => void w.give('text', `(${w.text()}.split('@')[1] ?? '')`),
  },
  { name: 'split', inexact: true, write: (w) => void w.give('list', `${w.text()}.split(',')`) },
  {
    name: 'tagged',
    write: (w) => {
      const f = w.fresh('f');
      const [tag] = w.declare([f], () => [
        `function ${f}(p‹: TemplateStringsArray›, ...q‹: string[]›) {`,
        `  return p[0] + ${w.one(['q[0]', 'q.join()', 'q[1]', 'p[1]'])};`,
        '}',
      ]);
      w.give('text', `${tag}\`a\${${w.text()}}b\${${w.text()}}\``);
    },
  },
  { name: 'and', write: (w) => void w.give('text', `((${w.flag()} ? 'x' : '') && ${w.text()})`) },
  { name: 'optional chaining', write: (w) => void w.give('text', `${w.text()}?.trim()`) },
  { name: 'comma', write: (w) => void w.give('text', `(${w.text()}, ${w.text()})`) },
  {
    name: 'switch',
    write(w) {
      const name = w.fresh();
      w.line(`let ${name} = 'none';`);
      w.line(`switch (String(${w.flag()})) { case 'true': ${name} = ${w.text()}; break; default: ${name} = ${w.text()}; }`);
      w.give('text', name);
    },
  },
];
