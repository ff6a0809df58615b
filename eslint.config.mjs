import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const NO_URL_AS_PATH = { property: 'pathname', message: 'Of the URL of a file it is no path (a space in it is %20): use fileURLToPath.' };

/** Why each rule that is not of a recommended set stands here is said beside it. */
export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'fixtures/', 'node_modules/', 'schema/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  // Everywhere.
  {
    files: ['**/*.{ts,js,mjs}'],
    extends: [tseslint.configs.recommended, regexp.configs['flat/recommended']],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }], // `== null` is both
      'no-constant-binary-expression': 'error',
      'no-promise-executor-return': 'error',
      'no-restricted-properties': ['error', NO_URL_AS_PATH],
      'object-shorthand': 'error',
      'prefer-template': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'all', ignoreRestSiblings: true }],
      // An index that the loop's own bound proves is written `items[i]!`: a check there would never fail.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-control-regex': 'off', // reports and names are cleaned of control characters
      'regexp/use-ignore-case': 'off', // the forms of official numbers are written as their issuers write them
      // Text of strangers is matched: a pattern that is slow on purpose-made text would stop the scan.
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-super-linear-move': 'error',
    },
  },

  // What is shipped.
  {
    files: ['src/**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error', // else an erased import loads its module
      '@typescript-eslint/no-floating-promises': 'error', // a lost rejection would end in exit code 0
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/require-array-sort-compare': ['error', { ignoreStringArrays: true }], // numbers sort as text otherwise
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/no-unnecessary-condition': 'off', // with noUncheckedIndexedAccess it contradicts defensive reads of facts
      'no-console': 'error', // streams are the command line's
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Export by name: a thing has one name in all files, so that it can be found.',
        },
        {
          selector: 'TSEnumDeclaration',
          message: 'Use a union of literals: facts and reports are plain data, and enums leave code behind.',
        },
        {
          selector: 'CallExpression[callee.property.name="localeCompare"]',
          message: 'Order must not depend on the machine: compare with < and >.',
        },
        {
          selector: 'CallExpression[callee.name="eval"], NewExpression[callee.name="Function"]',
          message: 'Scanned code is never executed.',
        },
      ],
      'no-restricted-properties': [
        'error',
        NO_URL_AS_PATH,
        { object: 'Math', property: 'random', message: 'The same input gives the same bytes.' },
        { object: 'process', property: 'exit', message: 'Set process.exitCode and let the streams drain: exit cuts output on a pipe.' },
      ],
      complexity: ['error', { max: 25, variant: 'modified' }], // a dispatch over kinds counts once
      'max-depth': ['error', 5],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/**/*.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'].map((name) => ({ name, message: 'Nothing is sent anywhere.' })),
      ],
    },
  },
  {
    files: ['src/{extract,schema,link,classify,flow,policy,triage,report,model}/**/*.ts'],
    ignores: ['src/**/*.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'performance', 'Date', 'fetch'].map((name) => ({
          name,
          message: 'A stage gives the same for the same input: pass it in as an argument.',
        })),
      ],
    },
  },
  {
    files: ['src/model/*.ts'],
    rules: { 'max-lines': 'off' }, // a contract is read whole
  },
  {
    files: ['src/cli/main.ts'],
    rules: { 'no-restricted-properties': 'off' }, // after a signal nobody waits for the streams
  },
  {
    files: ['src/taxonomy/**/*.ts'],
    rules: { 'regexp/no-super-linear-move': 'off' }, // matches names and short literals, never a file
  },
  {
    files: ['src/**/*.test.ts', 'src/testing/**/*.ts'],
    rules: {
      'max-lines': 'off', // a table of cases is as long as it has cases
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off', // what expect and JSON.parse give
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/unbound-method': 'off', // stand-ins are assigned
      '@typescript-eslint/require-await': 'off', // stand-ins of async functions
      'regexp/no-super-linear-move': 'off', // matches the project's own fixtures
    },
  },
);
