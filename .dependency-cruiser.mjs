/** The layers of src/, as rules. What each folder is: docs/architecture.md. */

const STAGES = 'workspace|extract|schema|link|classify|flow|policy|triage|inventory|report';
/** Where reaching begins: the API, the command line, what scripts load, what threads load. */
const ENTRIES = [
  '^src/index\\.ts$',
  '^src/cli/main\\.ts$',
  '^src/rules/compile-bundle\\.ts$',
  '^src/report/(?:inventory/)?json-schema\\.ts$',
  '^src/config/schema\\.ts$',
  '^src/rules/editor-schema\\.ts$',
  '^src/rules/shipped-libraries\\.ts$',
  '^src/api/rule-book/pages\\.ts$',
  '/worker\\.ts$',
];
const TESTS = ['\\.test\\.ts$', '^src/testing/'];

/** A file of src/ that is shipped and matches the path. */
const shipped = (path, ...not) => ({ path, pathNot: [...TESTS, ...not] });

/** Modules of Node by name, with and without the prefix. */
const core = (names) => ({ path: `^(?:node:)?(?:${names})(?:/promises)?$`, dependencyTypes: ['core'] });

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'stage-stands-alone',
      comment:
        'A stage takes plain data and gives plain data, so that it can be tested, cached and exchanged by itself. ' +
        'Move what two stages share into src/model, or let src/api hand it over.',
      severity: 'error',
      from: shipped(`^src/(${STAGES})/`),
      to: { path: '^src/', pathNot: ['^src/model/', '^src/$1/', '^src/taxonomy/', '^src/code-cache/'] },
    },
    {
      name: 'taxonomy-for-names-and-values',
      comment:
        'The taxonomy reads names and literals; only extract (values), classify (names), the rules, and the API and the pool that ' +
        'compile it for them use it. Ask classify for a data type instead.',
      severity: 'error',
      from: shipped('^src/', '^src/(?:taxonomy|extract|classify|rules|pool|api)/', '^src/index\\.ts$'),
      to: { path: '^src/taxonomy/' },
    },
    {
      name: 'rules-are-loaded-once',
      comment:
        'Rules are loaded and compiled by the API (and checked by the command line). ' +
        'A stage gets CompiledRules of src/model/compiled-rules.ts as an argument.',
      severity: 'error',
      from: shipped('^src/', '^src/(?:rules|api|cli)/', '^src/index\\.ts$'),
      to: { path: '^src/rules/' },
    },
    {
      name: 'helpers-stand-alone',
      comment:
        'Taxonomy, rules, configuration, codec, cache and pool serve the stages and know none of them; only the pool runs extract in its workers, and encodes. ' +
        'Pass a function in, or join in src/api.',
      severity: 'error',
      from: shipped('^src/(taxonomy|rules|config|forms|yaml|codec|cache|pool)/'),
      to: { path: '^src/', pathNot: ['^src/model/', '^src/$1/', '^src/(?:taxonomy|codec|forms|yaml)/', '^src/(?:extract|schema)/'] },
    },
    {
      name: 'only-the-pool-runs-extract',
      comment: 'Of the helpers only the pool runs a stage. Pass the facts in.',
      severity: 'error',
      from: shipped('^src/(?:taxonomy|rules|codec|cache)/'),
      to: { path: '^src/(?:extract|schema)/' },
    },
    {
      name: 'model-is-the-ground',
      comment: 'Every stage stands on the model; it stands on nothing. Move what needs a library or another folder to where it is used.',
      severity: 'error',
      from: shipped('^src/model/'),
      to: { pathNot: '^src/model/' },
    },
    {
      name: 'cli-calls-the-api',
      comment:
        'The command line reads options, calls the API and prints. What it would need of a stage belongs into the API. ' +
        'Only for its own messages it uses the colours, the columns and the cleaning of text that the reports use.',
      severity: 'error',
      from: shipped('^src/cli/'),
      to: { path: '^src/', pathNot: ['^src/cli/', '^src/index\\.ts$', '^src/report/(?:pretty/(?:theme|layout)|safe-text)\\.ts$'] },
    },
    {
      name: 'the-api-loads-the-analysis-late',
      comment:
        'The analysis brings the TypeScript parser, which --help and reports of saved results do without: import it where it is called.',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { path: '^src/(?:api|inventory)/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-calls-the-cli',
      comment: 'The command line is one user of the API among others. Move what others need out of it.',
      severity: 'error',
      from: shipped('^src/', '^src/cli/'),
      to: { path: '^src/cli/' },
    },
    {
      name: 'nothing-calls-the-api-but-the-cli',
      comment: 'The API joins stages; a stage that calls it would call itself. Pass what is needed as an argument.',
      severity: 'error',
      from: shipped('^src/', '^src/(?:api|cli)/', '^src/index\\.ts$'),
      to: { path: '^src/(?:api/|index\\.ts$)' },
    },
    {
      name: 'opens-files',
      comment:
        'Files are opened in named folders only, so that the rest is a pure function of its arguments. ' +
        'Read in the workspace or the API and pass the text on.',
      severity: 'error',
      // The code cache holds code of the package itself, and no result hangs on it.
      from: shipped('^src/', '^src/(?:workspace|cache|code-cache|rules|config|taxonomy|schema|pool|api|cli)/'),
      to: core('fs'),
    },
    {
      name: 'pure-stage',
      comment:
        'Extraction to report give the same for the same input: no environment, process, thread or clock in them. ' +
        'Pass it in as an argument.',
      severity: 'error',
      from: shipped('^src/(?:extract|link|classify|flow|policy|triage|inventory|report|model)/'),
      to: core('os|process|child_process|worker_threads|cluster|perf_hooks|timers|async_hooks|tty|readline'),
    },
    {
      name: 'nothing-is-sent',
      comment: 'Waybill sends nothing anywhere: no telemetry, no update check, no fetch of a schema. There is no way around this.',
      severity: 'error',
      from: shipped('^src/', '^src/taxonomy/fakes\\.ts$'), // asks net only what an address is
      to: core('http|https|http2|net|tls|dns|dgram|inspector'),
    },
    {
      name: 'typescript-in-one-place',
      comment:
        'TypeScript is large to load and only extract sees syntax: src/extract/load-typescript.ts loads it, in the quickest way. ' +
        'Import `ts` and `TS` from there; outside extract, work on facts.',
      severity: 'error',
      from: shipped('^src/', '^src/extract/load-typescript\\.ts$'),
      to: { path: '(?:^|/)node_modules/(?:typescript|ts-morph|@ts-morph)/' },
    },
    {
      name: 'load-typescript-within-extract',
      comment: 'No stage but extract sees syntax. Let extraction keep what is needed as a fact.',
      severity: 'error',
      from: shipped('^src/', '^src/extract/'),
      to: { path: '^src/extract/load-typescript\\.ts$' },
    },
    {
      name: 'testing-for-tests',
      comment: 'src/testing is for tests and is not shipped. Move what the program needs out of it.',
      severity: 'error',
      from: shipped('^src/'),
      to: { path: ['^src/testing/', '\\.test\\.ts$'] },
    },
    {
      name: 'no-cycles',
      comment: 'Files that need each other to load are one concept or two that are cut wrongly. Types may refer to each other.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A file that imports nothing and that nothing imports does nothing. Use it or delete it.',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: ['\\.test\\.ts$'] },
      to: {},
    },
    {
      name: 'nothing-unreachable',
      comment:
        'Neither the API nor the command line, nor a script that builds from it, reaches this file. Use it or delete it; ' +
        'what only tests use belongs into src/testing.',
      severity: 'error',
      from: { path: ENTRIES },
      to: { path: '^src/', pathNot: [...TESTS, ...ENTRIES], reachable: false },
    },
    {
      name: 'shipped-dependencies',
      comment:
        'What is shipped runs without the development dependencies. List the package under dependencies, with its reason in docs/decisions.',
      severity: 'error',
      from: shipped('^src/'),
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      comment: 'The import leads nowhere. Mend the path or list the package.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
    skipAnalysisNotInRules: true,
  },
};
