// Who may import whom. Two tables say it; the rules are made from them.

/** Folders and files of `src`, and what of `src` each may import. A folder that is missing here may import nothing. */
const MAY_IMPORT = {
  core: ['core'],
  xml: ['core', 'xml'],
  yaml: ['yaml'],
  'workflow-lint': ['core', 'yaml', 'shell', 'workflow-lint'],
  lcov: ['core', 'lcov'],
  documents: ['core', 'documents'],
  markdown: ['core', 'documents', 'markdown'],
  mdx: ['core', 'documents', 'markdown', 'mdx'],
  rst: ['core', 'documents', 'rst'],
  asciidoc: ['core', 'documents', 'asciidoc'],
  comments: ['core', 'documents', 'markdown', 'comments'],
  'commit-message': ['core', 'commit-message'],
  'code-blocks': ['core', 'documents', 'markdown', 'mdx', 'tool-output', 'config', 'code-blocks'],
  'doc-links': ['core', 'documents', 'markdown', 'mdx', 'rst', 'asciidoc', 'comments', 'doc-links'],
  requests: ['core', 'requests'],
  'external-links': ['core', 'markdown', 'doc-links', 'report-text', 'requests', 'external-links'],
  smoke: ['core', 'requests', 'smoke'],
  'tool-output': ['core', 'xml', 'tool-output'],
  measures: ['core', 'xml', 'coverage-gate', 'tool-output', 'measures'],
  'coverage-gate': ['core', 'coverage-gate'],
  'scan-report': ['core', 'tool-output', 'scan-report'],
  'findings-gate': ['core', 'scan-report', 'findings-gate'],
  'report-text': ['core', 'report-text'],
  shell: ['core', 'shell'],
  'foreign-config': ['core', 'tool-output', 'shell', 'foreign-config'],
  workflows: ['core', 'workflows'],
  'report-markdown': ['core', 'report-text', 'report-markdown'],
  'report-page': ['core', 'report-text', 'report-page'],
  tasks: [
    'core',
    'commit-message',
    'markdown',
    'doc-links',
    'external-links',
    'smoke',
    'tool-output',
    'scan-report',
    'measures',
  ],
  reports: ['core', 'xml', 'report-text', 'report-markdown', 'report-page'],
  stores: ['core', 'system', 'git', 'web'],
  coverage: ['core', 'xml', 'lcov'],
  scans: ['core', 'scan-report'],
  gates: ['core', 'coverage-gate', 'findings-gate'],
  migrations: ['core', 'tool-output', 'foreign-config'],
  engine: ['core', 'engine', 'catalog.ts'],
  config: ['core', 'yaml', 'config', 'system', 'catalog.ts'],
  system: ['core', 'system'],
  git: ['core', 'git', 'system'],
  web: ['core', 'web'],
  work: ['core', 'git', 'system', 'tool-output', 'scan-report', 'catalog.ts', 'work'],
  run: ['core', 'engine', 'work', 'config', 'git', 'system', 'web', 'catalog.ts', 'run'],
  setup: ['core', 'config', 'git', 'system', 'foreign-config', 'catalog.ts', 'setup'],
  diagnoses: ['core', 'shell', 'diagnoses'],
  doctor: ['core', 'config', 'git', 'system', 'setup', 'work', 'run', 'shell', 'diagnoses', 'doctor'],
  'catalog.ts': ['core'],
  library: ['core', 'config', 'coverage-gate', 'findings-gate', 'run', 'cli', 'catalog.ts', 'library'],
  'index.ts': ['core', 'config', 'coverage-gate', 'findings-gate', 'library', 'run'],
  cli: null,
  'hot.ts': null,
};

/** npm packages, and the one file through which each enters. A package that is missing here may not be imported. */
const DOORS = {
  commander: 'cli/syntax/program.ts',
  cosmiconfig: 'config/find.ts',
  execa: 'system/processes/start-by-execa.ts',
  'fastest-levenshtein': 'core/nearest.ts',
  'jsonc-parser': 'config/jsonc.ts',
  'lint-staged': 'system/tools/lint-staged.ts',
  listr2: 'cli/terminal/board.ts',
  picomatch: 'config/globs.ts',
  'simple-git-hooks': 'git/hook-files.ts',
  'smol-toml': 'config/toml.ts',
  yaml: 'yaml/library.ts',
  '@actions/expressions': 'workflow-lint/github.ts',
  '@actions/workflow-parser': 'workflow-lint/github.ts',
  zod: 'config/schema/config.ts',
};

/** Packages that the build puts into `dist`: nobody installs them with ours. */
const BUILT_IN = ['@actions/expressions', '@actions/workflow-parser'];

/** Name types of zod and never load it: what entries are handed, and the problems that it reports. */
const TYPES_OF_ZOD = ['core/contracts/schema.ts', 'config/problems.ts'];

const ROOMS = ['tasks', 'reports', 'stores', 'coverage', 'scans', 'gates', 'migrations'];

/** What knows neither disk nor clock nor processes. `stores` is missing: a store is a place on disk or elsewhere. */
const PURE = [
  'core',
  'engine',
  'documents',
  'markdown',
  'mdx',
  'rst',
  'asciidoc',
  'comments',
  'commit-message',
  'doc-links',
  'requests',
  'external-links',
  'smoke',
  'tool-output',
  'measures',
  'coverage-gate',
  'scan-report',
  'findings-gate',
  'report-text',
  'shell',
  'foreign-config',
  'report-markdown',
  'report-page',
  'workflows',
  'xml',
  'yaml',
  'workflow-lint',
  'lcov',
  'diagnoses',
  'tasks',
  'reports',
  'coverage',
  'scans',
  'gates',
  'migrations',
];

/** Node modules that only compute. dependency-cruiser drops the `node:`. */
const PURE_MODULES = '^(node:)?(crypto|path/posix|string_decoder)$';

const literally = (text) => text.replaceAll('.', '\\.');
/** A regular expression for a folder of `src`, or for one file of it. */
const at = (place) => (place.endsWith('.ts') ? `^src/${literally(place)}$` : `^src/${place}/`);
const npm = (name) => `(^|/)node_modules/${name}(/|$)`;
const error = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

const layers = Object.entries(MAY_IMPORT)
  .filter(([, allowed]) => allowed !== null)
  .map(([place, allowed]) =>
    error(
      `layer-${place.replace('.ts', '')}`,
      `src/${place} may import ${allowed.join(', ')} and nothing else of src.`,
      { path: at(place) },
      { path: '^src/', pathNot: allowed.map(at) },
    ),
  );

const doors = Object.entries(DOORS).map(([name, door]) =>
  error(
    `door-${name}`,
    `${name} enters through src/${door} only, so that replacing it changes one file.`,
    { path: '^src/', pathNot: [at(door), ...(name === 'zod' ? TYPES_OF_ZOD.map(at) : [])] },
    { path: npm(name) },
  ),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    error('no-cycles', 'Imports form no cycle, type imports included.', {}, { circular: true }),
    ...layers,
    ...doors,
    error(
      'unlisted-place',
      'A new folder of src says in MAY_IMPORT what it may import.',
      { path: '^src/', pathNot: Object.keys(MAY_IMPORT).map(at) },
      {},
    ),
    error(
      'unlisted-package',
      'A new npm package says in DOORS through which file it enters.',
      { path: '^src/' },
      { path: '(^|/)node_modules/', pathNot: Object.keys(DOORS).map(npm) },
    ),
    error(
      'zod-types-only',
      `${TYPES_OF_ZOD.join(' and ')} name types of zod and never load it.`,
      { path: TYPES_OF_ZOD.map(at) },
      { path: npm('zod'), dependencyTypesNot: ['type-only'] },
    ),
    error(
      'pure-places',
      'Pure places compute: of Node they may use node:crypto, node:path/posix and node:string_decoder.',
      { path: PURE.map(at) },
      { dependencyTypes: ['core'], pathNot: PURE_MODULES },
    ),
    error(
      'entries-stand-alone',
      'Entries of rooms never import each other: what two of them share belongs in core or in a pure folder.',
      { path: ROOMS.map(at) },
      { path: ROOMS.map(at) },
    ),
    error(
      'entries-by-name',
      'Rooms are entered by file name, through the catalog; only the command line may name an entry.',
      { path: '^src/', pathNot: [...ROOMS.map(at), at('cli'), at('hot.ts')] },
      { path: ROOMS.map(at) },
    ),
    error(
      'src-stands-alone',
      'What ships imports nothing that does not.',
      { path: '^src/' },
      { path: '^(test|scripts|bench)/' },
    ),
    error(
      'ships-its-dependencies',
      'What src imports stands under dependencies, but for what the build puts in.',
      { path: '^src/', pathNot: BUILT_IN.map((name) => at(DOORS[name])) },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    ),
    error('resolvable', 'Every import leads somewhere.', { path: '^src/' }, { couldNotResolve: true }),
  ],
  options: {
    // Without it, imports of types escape every rule.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
