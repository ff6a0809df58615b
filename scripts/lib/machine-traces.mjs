/** Places of the machine that a project is written on: they mean nothing elsewhere. Recognised by looking, none is named here. */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';

/** Folders that every machine has; a path below them says nothing of this one. */
const EVERYWHERE = new Set(['bin', 'boot', 'dev', 'etc', 'lib', 'lib64', 'proc', 'run', 'sbin', 'sys', 'usr', 'var']);
const PUBLIC_HOSTS = new Set(['registry.npmjs.org', 'registry.yarnpkg.com', 'proxy.golang.org', 'pypi.org', 'localhost', '127.0.0.1']);

/** @param root of the project */
export function machineTraces(root) {
  const hosts = packageHosts();
  const known = new Map();
  const isHere = (path) => {
    if (!known.has(path)) known.set(path, existsSync(path) && !isOwnTopLevel(path, root));
    return known.get(path);
  };
  const inLine = (text) => [
    ...[...text.matchAll(/(?<![\w.}/)\]@~*$:-])\/([\w.-]+)\/[\w.-]+/g)]
      .filter(([path, first]) => !EVERYWHERE.has(first) && isHere(path))
      .map(([path]) => ({ text: path, what: 'a path of this machine' })),
    ...hosts.filter((host) => text.includes(host)).map((host) => ({ text: host, what: 'the package registry of this machine' })),
    ...(/^\s*"resolved": "https?:/.test(text) ? [{ text: 'resolved', what: 'an address of a package registry' }] : []),
  ];
  return { in: (content) => content.split('\n').flatMap((text, index) => inLine(text).map((trace) => ({ ...trace, line: index + 1 }))) };
}

/** In a clone at `/name`, `/name/docs` may be an address that the project speaks of. */
function isOwnTopLevel(path, root) {
  return dirname(path) === root.replace(/\/$/, '');
}

function packageHosts() {
  const hosts = Object.entries(process.env)
    .filter(([name]) => /registry|proxy|index_url|mirror/i.test(name))
    .flatMap(([, value]) => [...(value ?? '').matchAll(/https?:\/\/(?:[^@/\s]*@)?([\w.-]+)/g)].map(([, host]) => host));
  return [...new Set(hosts)].filter((host) => !PUBLIC_HOSTS.has(host));
}
