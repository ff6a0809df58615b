/** Pieces that make harmless in place, and pieces that only look as if they did. */
import type { Piece } from '../writer.js';

export const HARMLESS: readonly Piece[] = [
  {
    name: 'masked in place',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name}‹: User› = { ...${w.person()} };`);
      w.line(
        `${name}.email = ${w.one(["'***'", `\`\${${name}.email.slice(0, 1)}***\``, `${name}.email.replace(/./g, '*')`, `${name}.email.trim()`])};`,
      );
      w.give('text', w.one([`${name}.email`, `JSON.stringify(${name})`, `${name}.fullName`]));
    },
  },
  {
    name: 'masked variable',
    write(w) {
      const name = w.fresh();
      w.line(`let ${name} = ${w.text()};`);
      w.line(
        `${name} = ${w.one([`${name}.replace(/./g, '*')`, `\`\${${name}.slice(0, 2)}***\``, `${name}.trim()`, `${name}.length > 3 ? '***' : ''`])};`,
      );
      w.give('text', name);
    },
  },
  {
    name: 'masked under a condition',
    write(w) {
      const name = w.fresh();
      w.line(`let ${name} = ${w.text()};`);
      w.line(`if (${w.flag()}) ${name} = ${w.one(["'***'", `${name}.replace(/./g, '*')`])};`);
      w.give('text', name);
    },
  },
  {
    name: 'masked in a list',
    write: (w) =>
      void w.give(
        'list',
        `${w.list()}.map((p) => ${w.one(["p.replace(/./g, '*')", '`${String(p).slice(0, 2)}***`', 'p.slice(0, 80)', "p.replace(/x/g, '*')"])})`,
      ),
  },
  {
    name: 'people without a field',
    write(w) {
      const field = w.one(['email', 'fullName']);
      w.give(
        'people',
        w.one([
          `${w.people()}.map(({ ${field}: p, ...q }) => ({ ...q, ${field}: 'x' }))`,
          `${w.people()}.map((p) => ({ ...p, ${field}: '***' }))`,
        ]),
      );
    },
  },
  {
    name: 'mapped to another shape',
    write: (w) =>
      void w.give(
        'text',
        `JSON.stringify(${w.people()}.map((p) => ({ a: p.${w.one(['id', 'email', 'plan'])}, b: p.${w.one(['plan', 'fullName'])} })))`,
      ),
  },
  {
    name: 'emptied',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name}‹: Partial<User>› = { ...${w.person()} };`);
      w.line(`${name}.email = ${w.one(['undefined', "''"])}; ${name}.phoneNumber = 'x';`);
      w.give('text', `JSON.stringify(${name})`);
    },
  },
  {
    name: 'replacer',
    write(w) {
      const keys = w.one([
        "p === 'email' ? '***' : q",
        "p === 'plan' ? undefined : q",
        "p === 'email' || p === 'fullName' ? undefined : q",
      ]);
      w.give('text', `JSON.stringify(${w.person()}, (p, q) => (${keys}))`);
    },
  },
  {
    name: 'whitelist function',
    write(w) {
      const f = w.fresh('f');
      const person = w.person();
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: User›)‹: Partial<User>› {`,
        `  const { ${w.one(['id', 'email'])}: a, ${w.one(['plan', 'phoneNumber'])}: b } = p;`,
        `  return { id: a, plan: b };`,
        '}',
      ]);
      w.give('text', w.one([`JSON.stringify(${g}(${person}))`, `(${g}(${person}).plan ?? '')`]));
    },
  },
  {
    name: 'compared',
    write: (w) =>
      void w.give(
        'text',
        w.one([
          `(${w.text()} === ${w.text()} ? 'same' : 'other')`,
          `String(${w.text()}.localeCompare(${w.text()}))`,
          `String(${w.text()}.startsWith('x') && 'y'.length)`,
          `String([...${w.text()}].length)`,
          `String(${w.text()}.split('.').length)`,
        ]),
      ),
  },
  {
    name: 'digest',
    write(w) {
      const hash = w.library('node:crypto', 'createHash');
      w.give('text', `${hash}('sha256').update(${w.text()}).digest('hex')`);
    },
  },
  {
    name: 'digest in a function',
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => {
        const hash = w.library('node:crypto', 'createHash');
        return [
          `const ${f} = (p‹: string›) => ${w.one([`${hash}('sha256').update(p).digest('hex')`, `${hash}('md5').update('x').digest('hex') + p`])};`,
        ];
      });
      w.give('text', `${g}(${text})`);
    },
  },
  {
    name: 'guard',
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: unknown›)‹: string› {`,
        `  if (${w.one(["typeof p !== 'string'", 'p === undefined', 'p == null'])}) return 'x';`,
        `  return ${w.one(['String(p)', '`${p}`', "'y'"])};`,
        '}',
      ]);
      w.give('text', `${g}(${text})`);
    },
  },
  {
    name: 'type guard',
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [`function ${f}(p‹: unknown›)‹: p is string› {`, "  return typeof p === 'string';", '}']);
      const name = w.fresh();
      w.line(`const ${name}‹: unknown› = ${text};`);
      w.give('text', `${g}(${name}) ? ${name} : ''`);
    },
  },
];
