/** Pieces of control flow: loops, labels, switches, early ends, assignments that decide. */
import type { Piece } from '../writer.js';

export const CONTROL: readonly Piece[] = [
  {
    name: 'else if',
    write(w) {
      const name = w.fresh();
      w.line(`let ${name};`);
      w.line(`if (${w.flag()}) ${name} = ${w.text()};`);
      w.line(`else if (${w.flag()}) ${name} = ${w.text()};`);
      w.line(`else ${name} = ${w.text()};`);
      w.give('text', name);
    },
  },
  {
    name: 'deciding assignment',
    write(w) {
      const name = w.fresh();
      w.line(`let ${name}‹: string | undefined› = ${w.flag()} ? ${w.text()} : undefined;`);
      w.line(`${name} ${w.one(['??=', '||='])} ${w.text()};`);
      w.give('text', name);
    },
  },
  {
    name: 'and assignment',
    write(w) {
      const name = w.fresh();
      w.line(`let ${name} = ${w.flag()} ? 'x' : '';`);
      w.line(`${name} &&= ${w.text()};`);
      w.give('text', name);
    },
  },
  {
    name: 'do while',
    write(w) {
      const [name, n] = [w.fresh(), w.fresh()];
      w.line(`let ${name} = ${w.text()}, ${n} = 0;`);
      w.line(`do { ${name} ${w.one(['=', '+='])} ${w.text()}; } while (++${n} < 2);`);
      w.give('text', name);
    },
  },
  {
    name: 'handed on in a loop',
    inexact: true,
    write(w) {
      const [a, b, n] = [w.fresh(), w.fresh(), w.fresh()];
      w.line(`let ${a} = ${w.text()}, ${b} = 'x';`);
      w.line(`for (let ${n} = 0; ${n} < 3; ${n}++) { ${b} = ${a}; ${a} = ${w.text()}; }`);
      w.give('text', w.one([a, b]));
    },
  },
  {
    name: 'labels',
    inexact: true,
    write(w) {
      const [name, label] = [w.fresh(), w.fresh('l')];
      const list = w.list();
      w.line(`let ${name} = 'x';`);
      w.line(`${label}: for (const p of ${list}) {`);
      w.line(`  for (const q of ${w.list()}) {`);
      w.line(`    if (${w.flag()}) continue ${label};`);
      w.line(`    ${name} = ${w.one(['p', 'q', "'y'"])};`);
      w.line(`    if (${w.flag()}) break ${label};`);
      w.line('  }');
      w.line('}');
      w.give('text', name);
    },
  },
  {
    name: 'switch that falls through',
    write(w) {
      const name = w.fresh();
      w.line(`let ${name} = 'none';`);
      w.line(`switch (${w.flag()}) {`);
      w.line(`  case true: ${name} = ${w.text()};`);
      w.line(`  case false: ${name} ${w.one(['=', '+='])} ${w.text()}; break;`);
      w.line(`  default: ${name} = 'x';`);
      w.line('}');
      w.give('text', name);
    },
  },
  {
    name: 'returns of a switch',
    write(w) {
      const f = w.fresh('f');
      const [a, b] = [w.text(), w.text()];
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: string›, q‹: string›)‹: string› {`,
        `  switch (String(${w.flag()})) {`,
        `    case 'true': return ${w.one(['p', 'q', "'x'"])};`,
        `    default: return ${w.one(['q', 'p', "'x'"])};`,
        '  }',
        '}',
      ]);
      w.give('text', `${g}(${a}, ${b})`);
    },
  },
  {
    name: 'early return',
    inexact: true,
    write(w) {
      const f = w.fresh('f');
      const [a, b] = [w.text(), w.text()];
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: string›, q‹?: string›)‹: string› {`,
        `  if (${w.one([w.flag(), '!q'])}) return ${w.one(["'x'", 'p'])};`,
        `  return ${w.one(['q ?? p', 'p', "'y'"])};`,
        '}',
      ]);
      w.give('text', w.one([`${g}(${a}, ${b})`, `${g}(${a})`]));
    },
  },
  {
    name: 'finally',
    write(w) {
      const f = w.fresh('f');
      const [a, b] = [w.text(), w.text()];
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: string›, q‹: string›)‹: string› {`,
        "  let r = 'x';",
        `  try { r = ${w.one(['p', 'q'])}; } finally { r ${w.one(['=', '+='])} ${w.one(["'y'", 'q'])}; }`,
        '  return r;',
        '}',
      ]);
      w.give('text', `${g}(${a}, ${b})`);
    },
  },
  {
    name: 'assignment inside an expression',
    write(w) {
      const name = w.fresh();
      w.line(`let ${name} = ${w.text()};`);
      w.give('text', `(${name} = ${w.text()}) + '.'`);
      w.give('text', name);
    },
  },
  {
    name: 'chained assignment',
    write(w) {
      const [a, b] = [w.fresh(), w.fresh()];
      w.line(`let ${a}, ${b};`);
      w.line(`${a} = ${b} = ${w.text()};`);
      w.line(`${a} = ${w.text()};`);
      w.give('text', w.one([a, b]));
    },
  },
  {
    name: 'assigned by destructuring',
    write(w) {
      const [a, b] = [w.fresh(), w.fresh()];
      w.line(`let ${a}, ${b};`);
      w.line(`({ k1: ${a}, k2: ${b} } = ${w.box()});`);
      w.give('text', w.one([a, b]));
    },
  },
  {
    name: 'closures in a loop',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name}‹: (() => string)[]› = [];`);
      w.line(`for (const p of ${w.list()}) ${name}.push(() => ${w.one(['p', "'x'", '`${p}.`'])});`);
      w.give('list', `${name}.map((p) => p())`);
    },
  },
  {
    name: 'loop over people',
    write(w) {
      const name = w.fresh();
      w.line(`let ${name} = '';`);
      const [how, read] = [w.pick(3), w.one(['email', 'plan', 'id'])];
      if (how === 0) w.line(`for (const { ${read}: p } of ${w.people()}) ${name} += p;`);
      if (how === 1) w.line(`for (const { email: p, ...q } of ${w.people()}) ${name} += q.${w.one(['fullName', 'plan'])};`);
      if (how === 2) w.line(`for (const [p, q] of ${w.people()}.entries()) ${name} += p + q.${read};`);
      w.give('text', name);
    },
  },
];
