/** Pieces that let values go: logs, requests, storage, also through functions of the program. */
import type { Piece } from '../writer.js';

export const LEAKS: readonly Piece[] = [
  {
    name: 'log',
    write: (w) =>
      w.line(`console.${w.one(['log', 'info', 'warn', 'error'])}(${w.one([w.text(), `'x', ${w.text()}`, `\`x \${${w.text()}}\``])});`),
  },
  {
    name: 'log of an object',
    write: (w) => w.line(`console.log(${w.one([w.box(), w.list(), `{ a: ${w.text()} }`, w.person(), w.people()])});`),
  },
  {
    name: 'request',
    write: (w) =>
      w.line(
        `void fetch('https://api.segment.io/v1', { method: 'POST', body: ${w.one([w.text(), `JSON.stringify({ a: ${w.text()} })`])} });`,
      ),
  },
  { name: 'request address', write: (w) => w.line(`void fetch(\`https://api.segment.io/v1?q=\${encodeURIComponent(${w.text()})}\`);`) },
  { name: 'storage', write: (w) => w.line(`localStorage.setItem('x', ${w.text()});`) },
  {
    name: 'wrapper',
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: string›, q‹: string›)‹: void› {`,
        `  console.log(${w.one(['p', 'q', '`${p}`', 'p.length'])});`,
        '}',
      ]);
      w.line(`${g}(${text}, ${w.text()});`);
    },
  },
  {
    name: 'wrapping class',
    write(w) {
      const c = w.fresh('C');
      const text = w.text();
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        '  ‹a: string;›',
        '  constructor(p‹: string›) { this.a = p; }',
        `  b(p‹: string›)‹: void› { console.log(${w.one(['this.a', 'p', '{ a: this.a, p }'])}); }`,
        '}',
      ]);
      w.line(`new ${k}(${text}).b(${w.text()});`);
    },
  },
  {
    name: 'log of each',
    write: (w) => w.line(`${w.list()}.forEach(${w.one(['(p) => console.log(p)', '(p, i) => console.log(i)', 'console.log'])});`),
  },
  {
    name: 'log later',
    write: (w) => w.line(`void ${w.later()}.then(${w.one(['(p) => console.log(p)', 'console.log', "() => console.log('x')"])});`),
  },
  { name: 'log in a loop', write: (w) => w.line(`for (const p of ${w.list()}) console.log(p);`) },
];
