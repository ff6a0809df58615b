import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryTree, type TemporaryTree } from '../testing/temporary-tree.js';
import { CacheStore, keysFor, sweepProjects, userCacheFolder } from './index.js';

let tree: TemporaryTree;
let folder: string;
beforeEach(() => {
  tree = temporaryTree({});
  folder = join(tree.root, 'cache');
});
afterEach(() => tree.remove());

const key = keysFor(['test']);
const entry = (name: string): readonly [string, Buffer] => [key('', name), Buffer.from(`content of ${name}`)];
const packs = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.pack'));
const DAY = 24 * 60 * 60;

/** A run that asks for what it needs and keeps what was missing. */
async function run(
  names: readonly string[],
  limits?: ConstructorParameters<typeof CacheStore>[1],
): Promise<{ found: string[]; problem: string | undefined }> {
  const store = new CacheStore(folder, limits);
  const found = names.filter((name) => {
    const [id, bytes] = entry(name);
    const stored = store.get(id);
    if (stored === undefined) store.add(id, bytes);
    else expect(Buffer.from(stored).equals(bytes)).toBe(true);
    return stored !== undefined;
  });
  await store.close();
  return { found, problem: store.problem };
}

describe('keys', () => {
  it('know context, particular and content apart', () => {
    const content = 'x';
    const keys = [
      keysFor(['a', 'b'])('c', content),
      keysFor(['a'])('b', content),
      keysFor(['ab'])('c', content),
      keysFor(['a', 'b'])('', content),
      keysFor(['a', 'b'])('c\n', content),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(keysFor(['a', 'b'])('c', content)).toBe(keys[0]);
  });
});

describe('entries', () => {
  it('are there in the next run', async () => {
    expect(await run(['a', 'b'])).toEqual({ found: [], problem: undefined });
    expect(await run(['a', 'b', 'c'])).toEqual({ found: ['a', 'b'], problem: undefined });
    expect((await run(['c', 'd'])).found).toEqual(['c']);
  });

  it('are for their owner alone', async () => {
    await run(['a']);
    if (process.platform === 'win32') return;
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of packs()) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  it('of several processes at once are all kept', async () => {
    const stores = [0, 1, 2].map(() => new CacheStore(folder));
    stores.forEach((store, i) => store.add(...entry(`${i}`)));
    stores.forEach((store) => store.add(...entry('same')));
    await Promise.all(stores.map((store) => store.close()));
    expect((await run(['0', '1', '2', 'same'])).found).toHaveLength(4);
  });

  it('are read while another process takes the packs away', async () => {
    await run(['a', 'b']);
    const store = new CacheStore(folder);
    for (const name of packs()) rmSync(join(folder, name));
    if (process.platform !== 'win32') expect(store.get(entry('a')[0])).toBeDefined();
    store.add(...entry('c'));
    await store.close();
    expect(store.problem).toBeUndefined();
    expect((await run(['c'])).found).toEqual(['c']);
  });

  it('of a run that was ended are not kept', async () => {
    const store = new CacheStore(folder);
    store.add(...entry('a'));
    await store.abandon();
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a damaged pack', () => {
  const names = ['a', 'b', 'c'];
  const damage = async (bytes: Buffer): Promise<void> => {
    const pack = packs();
    for (const name of pack) rmSync(join(folder, name));
    writeFileSync(join(folder, pack[0] as string), bytes);
    // `run` compares what it finds with what was kept.
    expect((await run(names)).problem).toBeUndefined();
    expect((await run(names)).found).toEqual(names);
  };

  it('is as good as none, wherever it ends, and is replaced', async () => {
    await run(names);
    const whole = readFileSync(join(folder, packs()[0] as string));
    for (let end = 0; end < whole.length; end++) await damage(whole.subarray(0, end));
    expect(packs()).toHaveLength(1);
  });

  it('gives nothing wrong, whichever byte is changed', async () => {
    await run(names);
    const whole = readFileSync(join(folder, packs()[0] as string));
    for (let at = 0; at < whole.length; at++) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] as number) ^ 0x41;
      await damage(changed);
    }
    expect(packs()).toHaveLength(1);
  });

  it('costs the damaged block alone', async () => {
    const large = (name: string): Buffer => Buffer.alloc(200 * 1024, name);
    const store = new CacheStore(folder);
    for (const name of names) store.add(entry(name)[0], large(name));
    await store.close();
    const file = join(folder, packs()[0] as string);
    const bytes = readFileSync(file);
    bytes[20] = (bytes[20] as number) ^ 1;
    writeFileSync(file, bytes);
    // Blocks are packed beside each other and stand in the order in which they were done: any one may be the first.
    const again = new CacheStore(folder);
    const left = names.map((name) => again.get(entry(name)[0])?.length);
    expect(left.filter((length) => length === undefined)).toHaveLength(1);
    expect(left.filter((length) => length === 200 * 1024)).toHaveLength(names.length - 1);
    await again.close();
    const healed = new CacheStore(folder);
    expect(names.map((name) => healed.get(entry(name)[0])?.length)).toEqual(left);
    await healed.close();
  });
});

describe('a folder that can not be used', () => {
  it('is no reason to fail', async () => {
    writeFileSync(folder, '');
    expect((await run(['a'])).problem).toMatch(/cache/);
    folder = join(folder, 'below');
    expect((await run(['a'])).found).toEqual([]);
  });

  it('is one that goes away', async () => {
    const store = new CacheStore(folder);
    rmSync(folder, { recursive: true });
    store.add(...entry('a'));
    await store.close();
    expect(store.problem).toMatch(/cache/);
  });

  it.skipIf(process.platform === 'win32')('is one that others can write', async () => {
    await run(['a']);
    chmodSync(folder, 0o777);
    expect(await run(['a'])).toEqual({ found: [], problem: 'the cache folder can be written by other users' });
    chmodSync(folder, 0o755);
    expect(await run(['a'])).toEqual({ found: ['a'], problem: undefined });
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it.skipIf(process.platform === 'win32')('does not lead elsewhere: a link is no pack', async () => {
    await run(['a']);
    const pack = packs()[0] as string;
    const elsewhere = join(tree.root, pack);
    writeFileSync(elsewhere, readFileSync(join(folder, pack)));
    rmSync(join(folder, pack));
    symlinkSync(elsewhere, join(folder, pack));
    expect((await run(['a'])).found).toEqual([]);
  });
});

describe('what is no longer used', () => {
  const limits = { packs: 3, bytes: 1e6, ageMs: 30 * DAY * 1000 };

  it('goes when packs are written together', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await run(['always', name], limits);
      expect(packs().length).toBeLessThanOrEqual(3);
    }
    expect((await run(['always', 'e'], limits)).found).toEqual(['always', 'e']);
  });

  it('is merged when every run still needs what the last ones found', async () => {
    const names: string[] = [];
    for (let i = 0; i < 12; i++) {
      names.push(`file ${i}`);
      expect((await run(names, limits)).found).toHaveLength(i);
      expect(packs().length).toBeLessThanOrEqual(4);
    }
  });

  it('goes with its age, and the oldest first when there is too much', async () => {
    await run(['old']);
    const [old] = packs();
    const past = Date.now() / 1000 - 31 * DAY;
    utimesSync(join(folder, old as string), past, past);
    await run(['new']);
    expect(packs()).not.toContain(old);
    const [kept] = packs();
    await run(['newer'], { ...limits, bytes: 1 });
    expect(packs()).not.toContain(kept);
  });

  it('is marked as used by a run that only reads', async () => {
    await run(['a']);
    const file = join(folder, packs()[0] as string);
    const past = Date.now() / 1000 - 10 * DAY;
    utimesSync(file, past, past);
    await run(['a']);
    expect(statSync(file).mtimeMs).toBeGreaterThan((past + DAY) * 1000);
  });

  it('is what an ended process began', async () => {
    mkdirSync(folder, { mode: 0o700 });
    const [old, fresh] = ['1-a.tmp', '2-b.tmp'].map((name) => join(folder, name)) as [string, string];
    for (const file of [old, fresh]) writeFileSync(file, '');
    utimesSync(old, 0, 0);
    await run(['a']);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual(['2-b.tmp']);
  });
});

describe('the default place', () => {
  it('is the user’s, by the habit of the system', () => {
    const at = (platform: NodeJS.Platform, env: Record<string, string>) => userCacheFolder({ platform, env });
    expect(at('linux', { XDG_CACHE_HOME: tree.root })).toBe(join(tree.root, 'waybill'));
    expect(at('linux', { XDG_CACHE_HOME: 'relative' })).toMatch(/[\\/]\.cache[\\/]waybill$/);
    expect(at('darwin', {})).toMatch(/[\\/]Library[\\/]Caches[\\/]waybill$/);
    expect(at('win32', { LOCALAPPDATA: tree.root })).toBe(join(tree.root, 'waybill', 'Cache'));
  });

  it('forgets projects that were not scanned for long, and nothing that is not its own', async () => {
    const user = tree.root;
    for (const name of ['0123456789abcdef', 'fedcba9876543210', 'mine']) {
      folder = join(user, name);
      await run(['a']);
      if (name === 'fedcba9876543210') continue;
      for (const pack of packs()) utimesSync(join(folder, pack), 0, 0);
      utimesSync(folder, 0, 0);
    }
    sweepProjects(user, Date.now());
    expect(readdirSync(user).sort()).toEqual(['fedcba9876543210', 'mine']);
    sweepProjects(user, Date.now(), 1);
    expect(readdirSync(user)).toEqual(['mine']);
  });
});
