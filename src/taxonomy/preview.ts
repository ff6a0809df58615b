/** Masks a value so that a report shows which one is meant and not what it is. */

/** At most so many characters are shown, and at most a third of the value. */
const MAX_SHOWN = 4;

/** @returns at most the first two and the last two characters around an ellipsis */
export function maskedPreview(value: string): string {
  const characters = Array.from(value);
  const shown = Math.min(MAX_SHOWN, Math.floor(characters.length / 3));
  const head = Math.ceil(shown / 2);
  const tail = shown - head;
  return `${characters.slice(0, head).join('')}…${tail > 0 ? characters.slice(-tail).join('') : ''}`;
}
