/** A draw that is the same for the same seed, on every machine. */

/** mulberry32 by Tommy Ettinger: 32 bits of state, enough to shuffle a list. */
function numbersFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** So many of a list, by chance, in the list's order. */
export function drawn(list, count, seed) {
  const next = numbersFrom(seed);
  const places = list.map((_, place) => place);
  for (let place = places.length - 1; place > 0; place--) {
    const other = Math.floor(next() * (place + 1));
    [places[place], places[other]] = [places[other], places[place]];
  }
  return places
    .slice(0, count)
    .sort((a, b) => a - b)
    .map((place) => list[place]);
}
