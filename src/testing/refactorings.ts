/** Refactorings of code that leaks, with what a baseline makes of them: for the test of what an identity survives. */

type Files = Readonly<Record<string, string>>;

export interface Refactoring {
  readonly before: Files;
  readonly after: Files;
  /** New findings in spite of the baseline; 0: all survive. */
  readonly fresh: number;
}

const one = (before: string, after: string, fresh = 0): Refactoring => ({ before: { 'a.ts': before }, after: { 'a.ts': after }, fresh });

const FUNCTION = `export function register(email: string, phoneNumber: string) {
  const trimmed = email.trim();
  console.log('registered', trimmed);
  return { trimmed, phoneNumber };
}
`;

const CLASS = `interface User {
  id: string;
  email: string;
  phoneNumber: string;
}

export class UserService {
  constructor(private readonly users: Map<string, User>) {}

  create(user: User) {
    this.users.set(user.id, user);
    console.log('created', user.email);
  }

  remove(user: User) {
    this.users.delete(user.id);
    console.warn('removed', user.phoneNumber);
  }
}
`;

const ROUTES = `import express from 'express';

const app = express();

app.post('/login', (req, res) => {
  console.log('login', req.body.email);
  res.end();
});

app.post('/register', (req, res) => {
  console.log('register', req.body.email);
  res.end();
});

export default app;
`;

const HELPERS = `export function welcome(email: string) {
  console.log(email);
}

export function remind(phoneNumber: string) {
  console.log(phoneNumber);
}

export function quiet(email: string) {
  return email.length;
}

export const sizes = [quiet('a')];
`;

const rename = (text: string, ...pairs: readonly (readonly [string | RegExp, string])[]): string =>
  pairs.reduce((out, [from, to]) => out.replaceAll(typeof from === 'string' ? from : new RegExp(from, 'g'), to), text);

/** Nothing new leaks: what of the baseline still holds. */
export const survives: Readonly<Record<string, Refactoring>> = {
  'lines above': one(FUNCTION, `\n\n\n${FUNCTION}`),
  'a licence header': one(FUNCTION, `/*\n * Licence\n */\n${FUNCTION}`),
  'comments in between': one(FUNCTION, FUNCTION.replace('  console', '  // for support\n  console')),
  'line ends of another system': one(FUNCTION, FUNCTION.replaceAll('\n', '\r\n')),
  'tabs for spaces': one(
    CLASS,
    CLASS.replace(/^ +/gm, (blanks) => '\t'.repeat(blanks.length / 2)),
  ),
  'a call over several lines': one(FUNCTION, FUNCTION.replace("('registered', trimmed)", "(\n    'registered',\n    trimmed,\n  )")),
  'no semicolons, other quotes': one(FUNCTION, FUNCTION.replaceAll(';', '').replaceAll("'", '"')),
  'another wording of the message': one(FUNCTION, FUNCTION.replace("'registered'", "'a person registered'")),
  'a message as a template': one(FUNCTION, FUNCTION.replace("'registered', trimmed", '`registered ${trimmed}`')),
  'a renamed local': one(FUNCTION, rename(FUNCTION, ['trimmed', 'clean'])),
  'a renamed parameter': one(CLASS, rename(CLASS, [/\buser\b/, 'account'])),
  'a local inlined': one(FUNCTION, rename(FUNCTION, ['  const trimmed = email.trim();\n', ''], [/\btrimmed\b/, 'email'])),
  'a local extracted': one(
    CLASS,
    CLASS.replace("    console.log('created', user.email)", "    const { email } = user;\n    console.log('created', email)"),
  ),
  'imports added': one(ROUTES, `import { readFile } from 'node:fs/promises';\n${ROUTES}export const read = readFile;\n`),
  'imports in another order': one(
    `import path from 'node:path';\n${ROUTES}export const p = path;\n`,
    `${ROUTES.replace('\n\nconst app', "\nimport path from 'node:path';\n\nconst app")}export const p = path;\n`,
  ),
  'functions in another order': one(HELPERS, HELPERS.split('\n\n').reverse().join('\n\n')),
  'methods in another order': one(CLASS, CLASS.replace(/( {2}create[\s\S]*?\n {2}\}\n)\n( {2}remove[\s\S]*?\n {2}\}\n)/, '$2\n$1')),
  'a function as an arrow': one(
    HELPERS,
    HELPERS.replace('export function welcome(email: string) {', 'export const welcome = (email: string) => {').replace(
      'console.log(email);\n}',
      'console.log(email);\n};',
    ),
  ),
  'an arrow as a function': one(
    'export const f = (email: string) => {\n  console.log(email);\n};\n',
    'export function f(email: string) {\n  console.log(email);\n}\n',
  ),
  'an arrow without a body': one(
    'export const f = (email: string) => {\n  console.log(email);\n};\n',
    'export const f = (email: string) => console.log(email);\n',
  ),
  'a method as an arrow': one(
    CLASS,
    CLASS.replace('create(user: User) {', 'create = (user: User) => {').replace('user.email);\n  }', 'user.email);\n  };'),
  ),
  'an async function': one(HELPERS, HELPERS.replace('export function welcome', 'export async function welcome')),
  'a parameter more': one(HELPERS, HELPERS.replace('welcome(email: string)', 'welcome(email: string, retries = 3)')),
  'an export taken back': one(HELPERS, `${HELPERS.replace('export function welcome', 'function welcome')}export const all = [welcome];\n`),
  'other log calls around': one(
    FUNCTION,
    FUNCTION.replace('  console', "  console.log('before');\n  console").replace('  return', "  console.log('after', 3);\n  return"),
  ),
  'other code around': one(FUNCTION, FUNCTION.replace('  console', '  if (phoneNumber) void 0;\n  console')),
  'a condition around': one(
    FUNCTION,
    FUNCTION.replace("  console.log('registered', trimmed);", "  if (trimmed) {\n    console.log('registered', trimmed);\n  }"),
  ),
  'a try around': one(
    FUNCTION,
    FUNCTION.replace(
      "  console.log('registered', trimmed);",
      "  try {\n    console.log('registered', trimmed);\n  } finally {\n    void 0;\n  }",
    ),
  ),
  'an early return': one(FUNCTION, FUNCTION.replace('  const trimmed', "  if (email === '') return undefined;\n  const trimmed")),
  'another method of the same logger': one(FUNCTION, FUNCTION.replace('console.log', 'console.info')),
  'a harmless value more in the call': one(FUNCTION, FUNCTION.replace("'registered', trimmed", "'registered', trimmed, Date.now()")),
  'a loop as forEach inside': one(
    HELPERS,
    HELPERS.replace('export const sizes = ', 'export const more = [1].map((n) => n);\nexport const sizes = '),
  ),
  'a renamed file': { before: { 'a.ts': FUNCTION }, after: { 'b.ts': FUNCTION }, fresh: 0 },
  'a file moved to a folder': { before: { 'a.ts': CLASS }, after: { 'users/user.service.ts': CLASS }, fresh: 0 },
  'a file of JavaScript made TypeScript': {
    before: { 'a.js': 'export function f(email) {\n  console.log(email);\n}\n' },
    after: { 'a.ts': 'export function f(email: string) {\n  console.log(email);\n}\n' },
    fresh: 0,
  },
  'two files that change places': {
    before: { 'a.ts': FUNCTION, 'b.ts': CLASS },
    after: { 'a.ts': CLASS, 'b.ts': FUNCTION },
    fresh: 0,
  },
  'a file split in two': {
    before: { 'a.ts': HELPERS },
    after: {
      'a.ts': HELPERS.slice(HELPERS.indexOf('export function remind')),
      'b.ts': HELPERS.slice(0, HELPERS.indexOf('export function remind')),
    },
    fresh: 0,
  },
  'two files made one': {
    before: { 'a.ts': FUNCTION, 'b.ts': CLASS },
    after: { 'a.ts': FUNCTION + CLASS },
    fresh: 0,
  },
  'a renamed function': one(HELPERS, rename(HELPERS, ['welcome', 'greet'])),
  'two renamed functions': one(HELPERS, rename(HELPERS, ['welcome', 'greet'], ['remind', 'nudge'])),
  'a renamed class': one(CLASS, rename(CLASS, ['UserService', 'AccountService'])),
  'a renamed method': one(CLASS, rename(CLASS, ['create(', 'add('])),
  'another path of a route': one(ROUTES, rename(ROUTES, ["'/login'", "'/sign-in'"])),
  'a route as a named handler': one(
    ROUTES,
    ROUTES.replace("app.post('/login', (req, res) => {", 'function login(req: express.Request, res: express.Response) {').replace(
      "res.end();\n});\n\napp.post('/register'",
      "res.end();\n}\n\napp.post('/login', login);\n\napp.post('/register'",
    ),
  ),
  'functions made methods of a class': one(
    HELPERS,
    HELPERS.replace(/export function (\w+)\((.*?)\) \{\n {2}(.*)\n\}/g, 'export class $1Job {\n  run($2) {\n    $3\n  }\n}'),
  ),
  'fewer fields in the call': one(
    'export function f(email: string, phoneNumber: string) {\n  console.log(email, phoneNumber);\n}\n',
    'export function f(email: string, phoneNumber: string) {\n  console.log(email);\n  return phoneNumber;\n}\n',
  ),
  'one call made two': one(
    'export function f(email: string, phoneNumber: string) {\n  console.log(email, phoneNumber);\n}\n',
    'export function f(email: string, phoneNumber: string) {\n  console.log(email);\n  console.log(phoneNumber);\n}\n',
  ),
  'two calls made one': one(
    'export function f(email: string, phoneNumber: string) {\n  console.log(email);\n  console.log(phoneNumber);\n}\n',
    'export function f(email: string, phoneNumber: string) {\n  console.log(email, phoneNumber);\n}\n',
  ),
  'a helper that knows nothing of the data': one(
    FUNCTION,
    `${FUNCTION.replace("console.log('registered', trimmed)", "note('registered', trimmed)")}
function note(...parts: string[]) {\n  console.log(...parts);\n}\n`,
  ),
  'such a helper in another file': {
    before: { 'a.ts': FUNCTION },
    after: {
      'a.ts': `import { note } from './note';\n${FUNCTION.replace("console.log('registered', trimmed)", 'note(trimmed)')}`,
      'note.ts': 'export function note(text: string) {\n  console.log(text);\n}\n',
    },
    fresh: 0,
  },
  'one of two leaks mended': one(HELPERS, HELPERS.replace('console.log(email)', 'console.log(1)')),
};

/** Nothing new leaks, and the baseline does not know it again: `waybill baseline update` is needed. */
export const isLost: Readonly<Record<string, Refactoring>> = {
  'an extracted helper beside the function': one(
    CLASS,
    `${CLASS.replace(
      "    console.log('created', user.email);",
      '    note(user);',
    )}\nfunction note(user: User) {\n  console.log('created', user.email);\n}\n`,
    1,
  ),
  'an inlined helper': one(
    'function note(email: string) {\n  console.log(email);\n}\n\nexport function f(email: string) {\n  localStorage.setItem("e", email);\n  note(email);\n}\n',
    'export function f(email: string) {\n  localStorage.setItem("e", email);\n  console.log(email);\n}\n',
    1,
  ),
  'another logger': one(
    HELPERS,
    `import pino from 'pino';\nconst logger = pino();\n${HELPERS.replace('console.log(email)', 'logger.info(email)')}`,
    1,
  ),
  'a renamed file with a renamed function': {
    before: { 'a.ts': HELPERS },
    after: { 'b.ts': rename(HELPERS, ['welcome', 'greet']) },
    fresh: 1,
  },
  'a callback in place of a loop': one(
    'export function f(emails: string[]) {\n  for (const email of emails) console.log(email);\n}\n',
    'export function f(emails: string[]) {\n  emails.forEach((email) => console.log(email));\n}\n',
    1,
  ),
};

/** Something new leaks: it must not pass for what was there. */
export const newLeaks: Readonly<Record<string, Refactoring>> = {
  'a second field in a call of before': one(FUNCTION, FUNCTION.replace("'registered', trimmed", "'registered', trimmed, phoneNumber"), 1),
  'an equal leak above': one(FUNCTION, FUNCTION.replace('  console', '  console.log(email);\n  console'), 1),
  'an equal leak below': one(FUNCTION, FUNCTION.replace('  return', '  console.log(email);\n  return'), 1),
  'a leak of another field above': one(FUNCTION, FUNCTION.replace('  console', '  console.log(phoneNumber);\n  console'), 1),
  'the same leak in another function': one(
    HELPERS,
    HELPERS.replace('  return email.length', '  console.log(email);\n  return email.length').replace("quiet('a')", 'quiet'),
    1,
  ),
  'the same leak in a function of its own': one(HELPERS, `${HELPERS}export function more(email: string) {\n  console.log(email);\n}\n`, 1),
  'the same leak in another method': one(
    CLASS,
    CLASS.replace('    this.users.delete', "    console.log('x', user.email);\n    this.users.delete"),
    1,
  ),
  'a copy of a file': { before: { 'a.ts': FUNCTION }, after: { 'a.ts': FUNCTION, 'b.ts': FUNCTION }, fresh: 1 },
  'a renamed file and a copy': { before: { 'a.ts': FUNCTION }, after: { 'b.ts': FUNCTION, 'c.ts': FUNCTION }, fresh: 1 },
  'a copy of a class under another name': one(
    CLASS,
    CLASS + rename(CLASS.slice(CLASS.indexOf('export class')), ['UserService', 'OtherService']),
    2,
  ),
  'the same data to another place': one(FUNCTION, FUNCTION.replace('  console', "  localStorage.setItem('email', trimmed);\n  console"), 1),
  'a mended leak and another in a function that was there': one(
    HELPERS,
    `${HELPERS.replace('console.log(email)', 'void 0').replace(
      'console.log(phoneNumber)',
      'console.log(phoneNumber);\n  console.log(readEmail().email)',
    )}declare function readEmail(): { email: string };\n`,
    1,
  ),
  'a mended leak and the same in a new function': one(
    HELPERS,
    `${HELPERS.replace('console.log(email)', 'void 0')}export function greet(email: string) {\n  console.log(email);\n}\n`,
    1,
  ),
  'a renamed function that leaks more': one(
    HELPERS,
    rename(HELPERS, ['welcome', 'greet'], ['console.log(email);', 'console.log(email);\n  console.log(email);']),
    1,
  ),
  'a renamed function that leaks another field': one(
    HELPERS,
    rename(
      HELPERS,
      ['welcome(email: string)', 'greet(email: string, socialSecurityNumber: string)'],
      ['console.log(email);', 'console.log(email, socialSecurityNumber);'],
    ),
    1,
  ),
  'a renamed file with a leak more': {
    before: { 'a.ts': FUNCTION },
    after: { 'b.ts': FUNCTION.replace('  return', '  console.log(phoneNumber);\n  return') },
    fresh: 1,
  },
  'a new route with the same handler': one(
    ROUTES,
    ROUTES.replace(
      'export default',
      "app.post('/again', (req, res) => {\n  console.log('again', req.body.email);\n  res.end();\n});\n\nexport default",
    ),
    1,
  ),
  'another secret in the place of one': one(
    "export const stripeKey = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc';\n",
    "export const stripeKey = 'sk_live_51HqLyjWDarjtT1zdp7Kw8Qx';\n",
    1,
  ),
  'a second secret': one(
    "export const stripeKey = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc';\n",
    "export const stripeKey = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc';\nexport const otherKey = 'sk_live_51HqLyjWDarjtT1zdp7Kw8Qx';\n",
    1,
  ),
};

/**
 * Something new leaks and passes for what was there: code that is gone and equal code that has come can't be told from
 * code that was moved. The number of such leaks does not grow.
 */
export const passes: Readonly<Record<string, Refactoring>> = {
  'a deleted file, and the same leak in the same function of a new one': {
    before: { 'a.ts': HELPERS },
    after: { 'b.ts': `export const other = 1;\n${HELPERS}` },
    fresh: 0,
  },
  'a deleted function, and the same leak in a new function of the file': one(
    HELPERS,
    `${HELPERS.slice(HELPERS.indexOf('export function remind'))}export function greet(email: string) {\n  console.log(email);\n}\n`,
  ),
  'another value of the same data type in the same call': one(
    CLASS.replace('  phoneNumber: string;', '  phoneNumber: string;\n  workEmail: string;'),
    CLASS.replace('  phoneNumber: string;', '  phoneNumber: string;\n  workEmail: string;').replace(
      'user.email)',
      'user.email, user.workEmail)',
    ),
  ),
};
