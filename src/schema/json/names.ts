/** Names that generators make of a schema's. */

/** `user-profile.v2` is `UserProfileV2`. */
export function pascalName(name: string): string {
  return name
    .split(/[^a-zA-Z0-9]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** The last name of a reference: `User` of `#/components/schemas/User`; of a file without one, the file's own. */
export function referenceName(reference: string): string {
  const [file = '', fragment = ''] = reference.split('#');
  const last = fragment.split('/').at(-1) ?? '';
  return last === '' ? fileTypeName(file) : unescapePointer(last);
}

/** `schemas/user.schema.json` is `User`. */
export function fileTypeName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/(?:[.-]schema)?\.(?:json|ya?ml)$/i, '');
  return pascalName(name);
}

/** https://www.rfc-editor.org/rfc/rfc6901#section-4 */
function unescapePointer(part: string): string {
  try {
    return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return part;
  }
}
