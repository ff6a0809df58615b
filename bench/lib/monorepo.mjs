/**
 * Writes a monorepo of any size, in the manner of what a company keeps in one: packages of types, texts, stores, services, routes,
 * pages and helpers, which call each other and those of some packages before them, with as many calls on a hundred lines (some
 * twenty) as open-source applications have. The same seed writes the same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Things that a package is about, each with the fields of its records. */
const THINGS = [
  ['Customer', ['email: string', 'fullName: string', 'phone: string | null', 'city: string', 'createdAt: Date']],
  ['Parcel', ['trackingNumber: string', 'weight: number', 'recipientName: string', 'recipientAddress: string', 'status: string']],
  ['Invoice', ['number: string', 'total: number', 'iban: string', 'dueAt: Date', 'paid: boolean']],
  ['Employee', ['firstName: string', 'lastName: string', 'birthDate: Date', 'salary: number', 'team: string']],
  ['Ticket', ['subject: string', 'body: string', 'reporterEmail: string', 'priority: number', 'open: boolean']],
  ['Product', ['sku: string', 'title: string', 'price: number', 'stock: number', 'tags: string[]']],
];
/** Packages before a package that it calls. */
const NEIGHBOURS = 3;
/** Parts of a package beside its types. */
const PARTS = [texts, store, service, routes, page, helpers];

/**
 * @param folder that does not exist yet
 * @param lines  about so many
 * @returns how many were written
 */
export function writeMonorepo(folder, lines, seed = 1) {
  const random = randomFrom(seed);
  let written = 0;
  const put = (path, text) => {
    const file = join(folder, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
    written += text.split('\n').length - 1;
  };
  put('package.json', `${JSON.stringify({ name: 'grown', private: true, workspaces: ['packages/*'] }, undefined, 2)}\n`);
  const packages = [];
  while (written < lines) {
    const number = packages.length;
    const [thing, fields] = THINGS[random(THINGS.length)];
    const one = { name: `@grown/p${number}`, thing: `${thing}${number}`, fields, random };
    const before = Array.from({ length: Math.min(NEIGHBOURS, number) }, () => packages[number - 1 - random(Math.min(number, 40))]);
    const at = `packages/p${number}`;
    put(`${at}/package.json`, `${JSON.stringify({ name: one.name, version: '1.0.0', main: 'src/index.ts' }, undefined, 2)}\n`);
    put(`${at}/src/types.ts`, types(one));
    for (const part of PARTS) put(`${at}/src/${part.name}.ts${part === page ? 'x' : ''}`, part(one, before));
    put(`${at}/src/index.ts`, ['types', ...PARTS.map(({ name }) => name)].map((name) => `export * from './${name}';\n`).join(''));
    packages.push(one);
  }
  return written;
}

function types({ thing, fields }) {
  return `/** One ${lower(thing)}, as it is kept. */
export interface ${thing} {
  /** Never used again, not even when it was removed. */
  id: string;
${fields.map((field) => `  /** ${nameOf(field)} as it was entered, or as the import gave it. */\n  ${field};`).join('\n')}
}

export type New${thing} = Omit<${thing}, 'id'>;
export type ${thing}Key = keyof ${thing};

export interface ${thing}Filter {
  text?: string;
  limit: number;
  sort: ${thing}Key;
}
`;
}

function texts({ thing, fields }) {
  const languages = ['en', 'de', 'fr', 'es', 'pl', 'zh'];
  const entries = (language) => [
    `title: '${thing} (${language})'`,
    ...fields.map((field) => `${nameOf(field)}: '${language}: ${nameOf(field)}'`),
    ...['save', 'cancel', 'remove', 'nothingThere', 'tryAgain', 'more', 'fewer'].map((word) => `${word}: '${language}: ${word}'`),
  ];
  const table = (language) =>
    `  ${language}: {\n${entries(language)
      .map((entry) => `    ${entry},`)
      .join('\n')}\n  },`;
  return `/** What people read of a ${lower(thing)}. */\nexport const ${lower(thing)}Texts = {\n${languages.map(table).join('\n')}\n} as const;\n`;
}

function store({ thing }) {
  return `import { randomUUID } from 'node:crypto';
import type { ${thing}, ${thing}Filter, New${thing} } from './types';

export class ${thing}Store {
  private readonly rows = new Map<string, ${thing}>();

  async insert(row: New${thing}): Promise<${thing}> {
    const created = { ...row, id: randomUUID() };
    this.rows.set(created.id, created);
    return created;
  }

  async find(id: string): Promise<${thing} | undefined> {
    return this.rows.get(id);
  }

  async list({ limit, sort }: ${thing}Filter): Promise<${thing}[]> {
    return [...this.rows.values()].sort((a, b) => (String(a[sort]) < String(b[sort]) ? -1 : 1)).slice(0, limit);
  }

  async remove(id: string): Promise<boolean> {
    return this.rows.delete(id);
  }
}

export const ${lower(thing)}Store = new ${thing}Store();
`;
}

function service({ thing, fields, random }, before) {
  const shown = nameOf(fields[random(fields.length)]);
  const methods = Array.from({ length: 4 + random(8) }, (_, i) => {
    const used = nameOf(fields[(i + 1) % fields.length]);
    const other = before[i % (before.length || 1)];
    const note = other
      ? `\n    const note = describe${other.thing}({ id, limit: ${i + 1} });`
      : `\n    const note = { id, limit: ${i + 1} };`;
    return `
  async step${i}(id: string, given: Partial<${thing}>): Promise<${thing} | undefined> {
    const row = await this.store.find(id);
    if (!row) {
      this.logger.warn('step ${i}: nothing there', { id });
      return undefined;
    }${note}
    const next = { ...row, ...given };
    if (next.${used} === row.${used}) return row;
    this.history.push({ id, text: \`\${row.id} \${note.limit}\`, at: Date.now() });
    return this.keep(next, [...this.history.slice(-${i + 2})]);
  }
`;
  });
  return `import { ${lower(thing)}Store, type ${thing}Store } from './store';
import type { ${thing} } from './types';
${[...new Set(before.map((other) => `import { describe${other.thing} } from '${other.name}';`))].join('\n')}

interface Logger {
  info(message: string, more?: Record<string, unknown>): void;
  warn(message: string, more?: Record<string, unknown>): void;
}

export class ${thing}Service {
  private readonly history: { id: string; text: string; at: number }[] = [];

  constructor(
    private readonly store: ${thing}Store = ${lower(thing)}Store,
    private readonly logger: Logger = console,
  ) {}
${methods.join('')}
  private async keep(row: ${thing}, steps: { id: string }[]): Promise<${thing}> {
    ${random(4) === 0 ? `this.logger.info('kept', { ${shown}: row.${shown} });` : `this.logger.info('kept', { id: row.id, steps: steps.length });`}
    return row;
  }
}
`;
}

function routes({ thing }, before) {
  const [other] = before;
  return `import { Router } from 'express';
import { ${thing}Service } from './service';
import { ${lower(thing)}Store } from './store';
${other ? `import { ${lower(other.thing)}Store } from '${other.name}';` : ''}

const service = new ${thing}Service();
export const ${lower(thing)}Routes = Router();

${lower(thing)}Routes.get('/', async (req, res) => {
  const found = await ${lower(thing)}Store.list({ limit: Number(req.query.limit ?? 20), sort: 'id' });
  res.json(found.map(({ id }) => ({ id })));
});

${lower(thing)}Routes.patch('/:id', async (req, res, next) => {
  try {
    const row = await service.step0(req.params.id, req.body);
    ${other ? `const beside = await ${lower(other.thing)}Store.find(req.params.id);` : 'const beside = undefined;'}
    if (!row) return res.status(404).json({ error: 'not found' });
    res.json({ id: row.id, beside: beside !== undefined });
  } catch (error) {
    next(error);
  }
});
`;
}

function page({ thing, fields }) {
  return `import { useEffect, useState } from 'react';
import type { ${thing} } from './types';
import { format${thing} } from './helpers';

export function ${thing}Page({ id }: { id: string }) {
  const [row, setRow] = useState<${thing} | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    fetch(\`/api/${lower(thing)}/\${id}\`)
      .then((response) => response.json())
      .then((body: ${thing}) => setRow(body))
      .catch(() => setFailed(true));
  }, [id]);

  if (failed) return <p>Sorry.</p>;
  if (!row) return <p>Loading …</p>;
  return (
    <section>
      <h1>{format${thing}(row)}</h1>
${fields.map(shownField).join('\n')}
    </section>
  );
}
`;
}

function shownField(field) {
  const name = nameOf(field);
  return `      <div className="field field--${name}">
        <label htmlFor="${name}">
          <span className="field__name">${name}</span>
        </label>
        <div id="${name}" className="field__value" title="${name}">
          {row.${name} === undefined ? <em>–</em> : <strong>{String(row.${name})}</strong>}
        </div>
      </div>`;
}

function helpers({ thing, fields, random }) {
  const plain = Array.from({ length: 3 + random(10) }, (_, i) => {
    const field = nameOf(fields[i % fields.length]);
    return `
/**
 * The first texts that differ, for a list that has little room.
 *
 * @param rows   as they were found
 * @param wanted how many at most
 */
export function pick${thing}${i}(rows: readonly ${thing}[], wanted: number): string[] {
  const out: string[] = [];
  for (const row of rows) {
    if (out.length >= wanted) break;
    const text = String(row.${field}).trim();
    if (text.length > ${i + 1} && !out.includes(text)) out.push(text);
  }
  return out.map((text, at) => (at % 2 === 0 ? text.toUpperCase() : text));
}
`;
  });
  return `import type { ${thing} } from './types';

export function describe${thing}({ id, limit }: { id: string; limit: number }) {
  return { id, limit, title: \`${thing} \${id}\` };
}

export function format${thing}(row: ${thing}): string {
  return [row.id, ${fields
    .slice(0, 2)
    .map((field) => `row.${nameOf(field)}`)
    .join(', ')}].map(String).join(' · ');
}
${plain.join('')}`;
}

const lower = (name) => name[0].toLowerCase() + name.slice(1);
const nameOf = (field) => field.slice(0, field.indexOf(':'));

/** A linear congruential generator (Numerical Recipes): small, and the same everywhere. */
function randomFrom(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
