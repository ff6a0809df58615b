/** Pieces of what happens later: promises, async functions, events. */
import type { Piece } from '../writer.js';

export const LATER: readonly Piece[] = [
  {
    name: 'promise',
    write: (w) =>
      void w.give(
        'later',
        w.one([
          `Promise.resolve(${w.text()})`,
          `new Promise‹<string>›((p) => p(${w.text()}))`,
          `new Promise‹<string>›((p) => { setTimeout(() => p(${w.text()}), 0); })`,
        ]),
      ),
  },
  { name: 'await', awaits: true, write: (w) => void w.give('text', `await ${w.later()}`) },
  { name: 'then', write: (w) => void w.give('later', `${w.later()}.then((p) => ${w.one(['p', "'x'", '`${p}!`', 'Promise.resolve(p)'])})`) },
  { name: 'finally', write: (w) => void w.give('later', `${w.later()}.finally(() => 'x')`) },
  {
    name: 'all',
    awaits: true,
    write: (w) =>
      void w.give(
        'list',
        w.one([
          `await Promise.all([${w.later()}, ${w.text()}])`,
          `await Promise.all(${w.list()}.map(async (p) => p))`,
          `(await Promise.allSettled([${w.later()}])).map((p) => p.status === 'fulfilled' ? p.value : '')`,
        ]),
      ),
  },
  {
    name: 'all destructured',
    awaits: true,
    write: (w) => {
      const [a, b] = [w.fresh(), w.fresh()];
      w.line(`const [${a}, ${b}] = await Promise.all([${w.later()}, ${w.later()}]);`);
      w.known('text', w.pick(2) ? a : b);
    },
  },
  { name: 'race', awaits: true, write: (w) => void w.give('text', `await Promise.${w.one(['race', 'any'])}([${w.later()}])`) },
  {
    name: 'async function',
    write(w) {
      const [f, p] = [w.fresh('f'), w.fresh('p')];
      const text = w.text();
      const [g] = w.declare([f], () => {
        const { lines, result } = w.topBody([['text', p]], true);
        return [`async function ${f}(${p}‹: string›)‹: Promise<string>› {`, ...lines, `  return ${result};`, '}'];
      });
      w.give('later', `${g}(${text})`);
    },
  },
  {
    name: 'async generator',
    awaits: true,
    write(w) {
      const [f, name] = [w.fresh('f'), w.fresh()];
      const text = w.text();
      const [g] = w.declare([f], () => [`async function* ${f}(p‹: string›) {`, `  yield ${w.one(['p', "'x'"])};`, '}']);
      w.line(`let ${name} = '';`);
      w.line(`for await (const p of ${g}(${text})) ${name} += p;`);
      w.known('text', name);
    },
  },
  {
    name: 'rejected',
    awaits: true,
    write: (w) => void w.give('text', `await Promise.reject‹<string>›(${w.error()}).catch((p‹: Error›) => ${w.one(['p.message', "'x'"])})`),
  },
  {
    name: 'callback of node',
    awaits: true,
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: string›, q‹: (e: Error | null, r: string) => void›)‹: void› {`,
        `  q(null, ${w.one(['p', "'x'"])});`,
        '}',
      ]);
      w.give('text', `await new Promise‹<string>›((p, q) => ${g}(${text}, (e, r) => (e ? q(e) : p(r))))`);
    },
  },
];
