/** Names of what generators make of a document. */

/** `get_user` and `getUser` are `GetUser`. */
export function pascal(name: string): string {
  return name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
