/** The host that a client is made for, or a request asks, where no rule says in which option it stands. */
import type { CallSiteRef } from '../model/program.js';
import { NOTHING, type Alt, type AV } from './abstract-value.js';
import { destinationOf } from './destination.js';
import type { Evaluator } from './evaluate.js';

/** Options by which clients are pointed at a host. */
const HOST_OPTIONS = ['baseURL', 'baseUrl', 'base_url', 'basePath', 'apiUrl', 'apiHost', 'api_host', 'endpoint', 'host', 'hostname', 'url'];
/** Arguments that may name the host. */
const HOST_ARGUMENTS = 2;

/** @returns the value that names the host in one of the first arguments of a call; nothing where none does */
export function namedHost(ev: Evaluator, { file, function: fn, call }: CallSiteRef): AV {
  for (const { value, spread } of ev.fn(file, fn).calls[call]!.args.slice(0, HOST_ARGUMENTS)) {
    const named = spread ? NOTHING : hostIn(ev.eval(file, fn, value));
    if (named.length > 0) return named;
  }
  return NOTHING;
}

/** An address, or an option that holds one; any other text may be a name with dots in it. */
function hostIn(av: AV): AV {
  const addresses = av.filter(isAddress);
  if (addresses.length > 0) return addresses;
  for (const x of av) {
    if (x.a !== 'obj') continue;
    for (const option of HOST_OPTIONS) {
      const value = x.entries.get(option);
      if (value && destinationOf(value).host !== undefined) return value;
    }
  }
  return NOTHING;
}

function isAddress(x: Alt): boolean {
  if (x.a === 'str') return x.parts[0]?.some(isAddress) ?? false;
  return x.a === 'const' && typeof x.value === 'string' && /^[a-z][a-z0-9+.-]*:\/\//i.test(x.value);
}
