/** Paths of reports and labels, and the globs of what was judged. */

/** Folders that a copied or stripped code base may lack; paths are also compared without them. */
const TEST_FOLDERS = new Set(['test', 'tests', 'testdata', '__tests__', 'spec', 'fixtures', 'examples', 'example']);

/** A URI or path as `a/b/c`: decoded, no scheme, no `.` or `..`. */
export function plainPath(uri) {
  let text = String(uri)
    .replace(/^file:\/{2,}/, '/')
    .replaceAll('\\', '/');
  try {
    text = decodeURIComponent(text);
  } catch {
    // A stray % is part of the name.
  }
  const parts = [];
  for (const part of text.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Whether `path` is `end` or lies deeper and ends with it. */
export function endsWithPath(path, end) {
  return path === end || path.endsWith(`/${end}`);
}

export function withoutTestFolders(path) {
  return path
    .split('/')
    .filter((part) => !TEST_FOLDERS.has(part))
    .join('/');
}

export function baseName(path) {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `**`, `*`, `?` and `{a,b}` over whole paths. */
export function globPattern(glob) {
  let braces = 0;
  const source = glob.replace(/(?<=^|\/)\*\*\/|\*\*|[*?{},.+^$()|[\]\\]/g, (token) => {
    switch (token) {
      case '**/':
        return '(?:[^/]+/)*';
      case '**':
        return '.*';
      case '*':
        return '[^/]*';
      case '?':
        return '[^/]';
      case '{':
        braces++;
        return '(?:';
      case '}':
        if (braces === 0) return '\\}';
        braces--;
        return ')';
      case ',':
        return braces > 0 ? '|' : ',';
      default:
        return `\\${token}`;
    }
  });
  return new RegExp(`^${source}$`);
}
