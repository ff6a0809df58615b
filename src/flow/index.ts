export { analyseFlows } from './sinks.js';
