export { judge, UNCLASSIFIED, type Judged } from './findings.js';
export { explainPolicies } from './explain.js';
export { homeOf, type Home } from './home.js';
export { isPlain } from './cites.js';
export { literalFindings } from './literals.js';
export { settingFindings } from './settings.js';
export { narrower } from './narrow.js';
export { ruleInfos } from './rule-infos.js';
export type { ResolvedRecipient } from './recipients.js';
