/** Prints `passed failed` of vitest's JSON report; a file that could not be run counts as one failure. Exits with 1 without report. */
import { readFileSync } from 'node:fs';

const [file] = process.argv.slice(2);
try {
  const { testResults } = JSON.parse(readFileSync(file, 'utf8'));
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const count = (status) => tests.filter((test) => test.status === status).length;
  const broken = testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some(isFailed)).length;
  if (tests.length + broken === 0) throw new Error('no test was run');
  console.log(`${count('passed')} ${count('failed') + broken}`);
} catch (error) {
  console.error(`${file}: ${error.message}`);
  process.exitCode = 1;
}

function isFailed({ status }) {
  return status === 'failed';
}
