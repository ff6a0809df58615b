/** What generated programs import: Node's own modules, and stand-ins for a few libraries that do what theirs do. */
import { createRequire } from 'node:module';

/** Records what is handed to it as leaving the program at the place of the call. */
export type Leave = (...values: unknown[]) => void;
type Bag = Readonly<Record<string, unknown>>;

const nodeModule = createRequire(import.meta.url);

/** @returns the modules by name, with sinks that record */
export function libraries(leave: Leave): (name: string) => unknown {
  const stubs: Bag = { pino: pino(leave), axios: axios(leave), lodash: LODASH };
  return (name) => stubs[name] ?? (nodeModule(name) as unknown);
}

/** Values of the environment: a logger, a page, a process. */
export function globals(leave: Leave): Bag {
  return {
    console: Object.fromEntries(['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'].map((name) => [name, leave])),
    fetch: (url: unknown, init?: { readonly body?: unknown }): Promise<void> => {
      leave(String(url), String(init?.body));
      return Promise.resolve();
    },
    localStorage: storage(leave),
    sessionStorage: storage(leave),
    process: { stdout: { write: leave }, stderr: { write: leave }, env: {}, nextTick: process.nextTick },
    navigator: { sendBeacon: leave },
    document: {
      set cookie(value: unknown) {
        leave(value);
      },
    },
  };
}

function storage(leave: Leave) {
  const kept = new Map<string, string>();
  return {
    setItem(key: string, value: unknown): void {
      leave(value);
      kept.set(key, String(value));
    },
    getItem: (key: string) => kept.get(key) ?? null,
  };
}

/** A logger that writes one line of JSON, without the members that it was told to leave out. */
function pino(leave: Leave) {
  const logger = (bindings: Bag, redact: readonly string[]) => {
    const write = (...values: unknown[]): void => {
      const [first, ...rest] = values;
      if (typeof first !== 'object' || first === null) leave(JSON.stringify(without(bindings, redact)), ...values.map(String));
      else leave(JSON.stringify(without({ ...bindings, ...first }, redact)), ...rest.map(String));
    };
    return {
      info: write,
      warn: write,
      error: write,
      debug: write,
      child(more: Bag): unknown {
        leave(JSON.stringify(without(more, redact)));
        return logger({ ...bindings, ...more }, redact);
      },
    };
  };
  return ({ redact = [] }: { readonly redact?: readonly string[] } = {}) => logger({}, redact);
}

/** The paths `a`, `a.b` and `*.b`. */
function without(value: object, redact: readonly string[]): object {
  const copy = structuredClone(value) as Record<string, Record<string, unknown>>;
  for (const path of redact) {
    const [first, second] = path.split('.') as [string, string | undefined];
    if (second === undefined) {
      if (first in copy) (copy as Record<string, unknown>)[first] = '[Redacted]';
      continue;
    }
    for (const [key, inner] of Object.entries(copy))
      if ((first === '*' || first === key) && typeof inner === 'object' && inner !== null && second in inner) inner[second] = '[Redacted]';
  }
  return copy;
}

function axios(leave: Leave) {
  const send = (url: unknown, ...rest: unknown[]): Promise<{ readonly data: string }> => {
    leave(String(url), JSON.stringify(rest));
    return Promise.resolve({ data: 'done' });
  };
  const client = { get: send, post: send, put: send };
  return { ...client, create: () => client };
}

const LODASH: Bag = {
  pick: (value: Bag, keys: readonly string[]) => Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key))),
  omit: (value: Bag, keys: readonly string[]) => Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key))),
  get: (value: Bag, key: string) => value[key],
  cloneDeep: (value: unknown) => structuredClone(value),
  merge: (...values: object[]) => Object.assign(values[0]!, ...values.slice(1)) as object,
  mapValues: (value: Bag, make: (x: unknown) => unknown) =>
    Object.fromEntries(Object.entries(value).map(([key, x]) => [key, make(x)] as const)),
  map: (list: readonly unknown[], make: (x: unknown) => unknown) => list.map((x) => make(x)),
  groupBy: (list: readonly Bag[], key: string) =>
    Object.fromEntries(list.map((x) => [String(x[key]), list.filter((y) => y[key] === x[key])])),
  keyBy: (list: readonly Bag[], key: string) => Object.fromEntries(list.map((x) => [String(x[key]), x])),
  uniq: (list: readonly unknown[]) => [...new Set(list)],
  compact: (list: readonly unknown[]) => list.filter(Boolean),
  capitalize: (text: string) => text.charAt(0).toUpperCase() + text.slice(1),
  trim: (text: string) => text.trim(),
  size: (value: object) => Object.keys(value).length,
  isEmpty: (value: object) => Object.keys(value).length === 0,
  join: (list: readonly unknown[], by: string) => list.join(by),
};
