export { judge, type Judged, type PolicyInput } from './findings.js';
export { literalFindings } from './literals.js';
export { ruleInfos } from './rule-infos.js';
export type { ResolvedRecipient } from './recipients.js';
