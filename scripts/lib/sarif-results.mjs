/** What scoring needs of a SARIF 2.1.0 report. */
import { plainPath } from './paths.mjs';

const KINDS = new Set([
  ...['log', 'error', 'analytics', 'outbound', 'ai', 'message', 'browser-storage', 'cookie', 'url', 'file', 'response', 'queue'],
  ...['token', 'database'],
]);

/** Labels know no kind of its own for a table written out. */
const AS_LABELLED = { export: 'file' };

/**
 * @param sarif the parsed report
 * @returns results that are not suppressed and have a place; the first place is the result's own, the others are related
 *   locations and the ends of its flows
 */
export function sarifResults(sarif) {
  return (sarif.runs ?? []).flatMap((run) => (run.results ?? []).filter((result) => !suppressed(result)).flatMap(resultOf));
}

function suppressed({ suppressions = [] }) {
  return suppressions.some(({ status }) => status !== 'rejected');
}

function resultOf(result) {
  const own = placeOf(result.locations?.[0]);
  if (own === undefined) return [];
  const flowEnds = (result.codeFlows ?? []).flatMap(({ threadFlows = [] }) =>
    threadFlows.map(({ locations }) => locations?.at(-1)?.location),
  );
  const others = [...(result.relatedLocations ?? []), ...flowEnds].map(placeOf).filter((place) => place !== undefined);
  return [{ places: [own, ...others], rule: result.ruleId ?? '', kind: kindOf(result), message: result.message?.text ?? '' }];
}

function placeOf(location) {
  const { artifactLocation, region } = location?.physicalLocation ?? {};
  if (!artifactLocation?.uri || !region?.startLine) return undefined;
  return { path: plainPath(artifactLocation.uri), line: region.startLine };
}

function kindOf({ properties = {} }) {
  const { kind } = properties;
  return KINDS.has(kind) ? kind : AS_LABELLED[kind];
}
