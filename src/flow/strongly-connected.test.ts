import { describe, expect, it } from 'vitest';
import { stronglyConnected } from './strongly-connected.js';

const componentsOf = (edges: readonly (readonly number[])[]) => stronglyConnected(edges.length, (node) => edges[node]!);

describe('strongly connected components', () => {
  it('come callees first', () => {
    expect(componentsOf([[1], [2], []])).toEqual([[2], [1], [0]]);
  });

  it('hold whole cycles, members ascending', () => {
    // 0 → 1 ⇄ 2, 2 → 3 ⇄ 4
    expect(componentsOf([[1], [2], [1, 3], [4], [3]])).toEqual([[3, 4], [1, 2], [0]]);
  });

  it('take a node that calls itself as one', () => {
    expect(componentsOf([[0], [0]])).toEqual([[0], [1]]);
  });

  it('join cycles that share a node', () => {
    expect(componentsOf([[1, 2], [0], [0]])).toEqual([[0, 1, 2]]);
  });

  it('keep a node apart from a finished component that it calls', () => {
    expect(componentsOf([[], [0], [0, 1]])).toEqual([[0], [1], [2]]);
  });

  it('follow a chain deeper than any stack', () => {
    const count = 200_000;
    const chain = stronglyConnected(count, (node) => (node + 1 < count ? [node + 1] : []));
    expect(chain).toHaveLength(count);
    expect(chain[0]).toEqual([count - 1]);
    const ring = stronglyConnected(count, (node) => [(node + 1) % count]);
    expect(ring).toHaveLength(1);
    expect(ring[0]).toHaveLength(count);
  });

  it('are none without nodes', () => {
    expect(componentsOf([])).toEqual([]);
  });
});
