export { buildInventory } from './inventory.js';
export { surveyOf } from './survey.js';
