export { judge, type Judged, type PolicyInput } from './findings.js';
export { explainPolicy } from './explain.js';
export { literalFindings } from './literals.js';
export { ruleInfos } from './rule-infos.js';
export type { ResolvedRecipient } from './recipients.js';
