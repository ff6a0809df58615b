/** Reads what `--profile` prints. */

/** @returns milliseconds by stage, without what is no stage; undefined when there is no profile */
export function stagesOf(stderr) {
  const rows = [...stderr.matchAll(/^ {2}(\w[\w ]*?) +([\d.]+) s +\d+%(?: +\d+ MB)$/gm)];
  return rows.length === 0 ? undefined : Object.fromEntries(rows.map(([, stage, seconds]) => [stage, Number(seconds) * 1000]));
}
