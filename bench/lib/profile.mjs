/** Reads what `--profile` prints. */

const ROW = /^ {2}([a-z]+) +([\d.]+) s +\d+% +\d+ MB$/;

/** @returns milliseconds by stage, without what is no stage; undefined when there is no profile */
export function stagesOf(stderr) {
  const rows = stderr.split('\n').flatMap((line) => {
    const [, stage, seconds] = ROW.exec(line) ?? [];
    return stage === undefined ? [] : [[stage, Number(seconds) * 1000]];
  });
  return rows.length === 0 ? undefined : Object.fromEntries(rows);
}
