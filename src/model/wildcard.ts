/**
 * Words with `*` in them, as users' files write them: matched part by part from the left, so that the time grows with the text alone,
 * whatever somebody writes. No regular expression is made of what users write.
 */

/** `*` stands for any text; everything else for itself. */
export function wildcard(pattern: string): (text: string) => boolean {
  const parts = pattern.split('*');
  const head = parts[0] ?? '';
  const tail = parts[parts.length - 1] ?? '';
  const middle = parts.slice(1, -1);
  if (parts.length === 1) return (text) => text === pattern;
  return (text) => {
    if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail)) return false;
    let from = head.length;
    for (const part of middle) {
      const at = text.indexOf(part, from);
      if (at < 0 || at + part.length > text.length - tail.length) return false;
      from = at + part.length;
    }
    return true;
  };
}

/** The same label by label, as in the names of hosts: a `*` stands for some text without a dot. */
export function hostWildcard(pattern: string): (host: string) => boolean {
  const labels = pattern.split('.').map((label) => ({ least: label.replaceAll('*', 'x').length, matches: wildcard(label) }));
  return (host) => {
    const given = host.split('.');
    return given.length === labels.length && labels.every(({ least, matches }, at) => given[at]!.length >= least && matches(given[at]!));
  };
}
