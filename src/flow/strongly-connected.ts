/**
 * Strongly connected components of the call graph, callees first.
 *
 * Tarjan (1972), iterative so that no depth of calls overflows the stack.
 *
 * @param count nodes are 0 … count − 1
 * @param successors of a node, in a fixed order
 * @returns components in reverse topological order; members ascending
 */
export function stronglyConnected(count: number, successors: (node: number) => readonly number[]): readonly (readonly number[])[] {
  const index = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const onStack = new Uint8Array(count);
  const stack: number[] = [];
  const components: number[][] = [];
  let next = 0;
  for (let root = 0; root < count; root++) {
    if (index[root]! >= 0) continue;
    const work: { node: number; edges: readonly number[]; at: number }[] = [];
    const open = (node: number): void => {
      index[node] = low[node] = next++;
      stack.push(node);
      onStack[node] = 1;
      work.push({ node, edges: successors(node), at: 0 });
    };
    open(root);
    while (work.length) {
      const top = work[work.length - 1]!;
      if (top.at < top.edges.length) {
        const to = top.edges[top.at++]!;
        if (index[to]! < 0) open(to);
        else if (onStack[to]) low[top.node] = Math.min(low[top.node]!, index[to]!);
        continue;
      }
      work.pop();
      const parent = work[work.length - 1];
      if (parent) low[parent.node] = Math.min(low[parent.node]!, low[top.node]!);
      if (low[top.node] === index[top.node]) {
        const component: number[] = [];
        let node: number;
        do {
          node = stack.pop()!;
          onStack[node] = 0;
          component.push(node);
        } while (node !== top.node);
        components.push(component.sort((a, b) => a - b));
      }
    }
  }
  return components;
}
