export { analyseFlows } from './sinks.js';
export { explainCalls } from './explain/calls.js';
