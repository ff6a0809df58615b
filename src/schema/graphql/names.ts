/** Names of what generators make of a document. */

/** `get_user` and `getUser` are `GetUser`. */
export function pascal(name: string): string {
  return name.replace(/(?:^|_+)([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
