/** What GitHub code scanning stores (docs.github.com, "SARIF results exceed one or more limits"); above is cut or refused. */
export const MAX_RESULTS = 5_000;
export const MAX_TAGS = 10;
export const MAX_TEXT = 1_024;
export const MAX_LOCATIONS = 100;
/** Thread-flow locations of one result. */
export const MAX_RESULT_STEPS = 1_000;
/** Of one code flow: ours; nobody follows more. */
export const MAX_FLOW_STEPS = 50;
export const MAX_NOTIFICATIONS = 100;
