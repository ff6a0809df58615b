/** Where a request goes, as far as its URL value shows: constant | prefix | environment variable | relative | unknown. */
import type { Destination } from '../model/flow.js';
import type { Alt, AV } from './abstract-value.js';

/** The destination that a URL value shows, so that policy can tell own services from others. */
export function destinationOf(av: AV): Destination {
  const found = av.flatMap((x) => one(x) ?? []);
  // `new URL('/path', 'https://host')`: what names a host says more than a path.
  return found.find((d) => d.host !== undefined) ?? found[0] ?? {};
}

function one(x: Alt): Destination | undefined {
  switch (x.a) {
    case 'const':
      return typeof x.value === 'string' ? fromText(x.value) : undefined;
    case 'str':
      return fromParts(x.parts);
    case 'ref':
      return environment(x.path, x.origin.source?.shape, x.origin.names);
    case 'obj': {
      for (const key of ['url', 'href', 'uri', 'baseURL', 'host', 'hostname']) {
        const value = x.entries.get(key);
        const found = value ? destinationOf(value) : undefined;
        if (found && (found.host || found.relative)) return found;
      }
      return x.rest.length ? destinationOf(x.rest) : undefined;
    }
    default:
      return undefined;
  }
}

function environment(path: readonly string[], shape: string | undefined, names: readonly string[]): Destination | undefined {
  if (shape !== 'env') return undefined;
  const name = path.at(-1) ?? names.at(-1);
  return name ? { host: `env:${name}` } : undefined;
}

function fromParts(parts: readonly AV[]): Destination | undefined {
  const [head] = parts;
  if (!head?.length) return undefined;
  return destinationOf(head);
}

/** An absolute URL's host; a path on the own server is relative. */
function fromText(text: string): Destination | undefined {
  const absolute = /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^/@\s]*@)?([^/?#:\s]+)/i.exec(text);
  if (absolute) return { host: absolute[1]!.toLowerCase() };
  if (/^[/.?#]/.test(text) || text === '') return { relative: true };
  if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:\/|$)/i.test(text)) return { host: text.split(/[/:]/)[0]!.toLowerCase() };
  return undefined;
}

/** `mailto:` and `tel:` links open a program on the person's own device: no request is made. */
export function isMessageLink(av: AV): boolean {
  return (
    av.length > 0 &&
    av.every((x) => {
      const text = x.a === 'const' ? x.value : x.a === 'str' ? constantHead(x.parts) : undefined;
      return typeof text === 'string' && /^(?:mailto|tel|sms):/i.test(text);
    })
  );
}

function constantHead(parts: readonly AV[]): unknown {
  const head = parts[0]?.find((y) => y.a === 'const');
  return head?.a === 'const' ? head.value : undefined;
}
