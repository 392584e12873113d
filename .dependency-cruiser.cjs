/** What ESLint cannot see from one file: cycles, and who may reach whom across the tree. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two modules that need each other are one, or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'shared-alone', severity: 'error', from: { path: '^shared/' }, to: { path: '^(main|renderer)/' } },
    { name: 'renderer-not-main', severity: 'error', from: { path: '^renderer/' }, to: { path: '^main/' } },
    { name: 'main-not-renderer', severity: 'error', from: { path: '^main/' }, to: { path: '^renderer/' } },
    {
      name: 'low-knows-no-feature',
      severity: 'error',
      from: { path: '^main/(kernel|db|protocols|transport)/' },
      to: { path: '^main/(features|simulator|app\\.ts)' },
    },
    {
      name: 'features-by-index',
      severity: 'error',
      from: { path: '^main/features/([^/]+)/' },
      to: { path: '^main/features/', pathNot: ['^main/features/$1/', '^main/features/[^/]+/index\\.ts$'] },
    },
    {
      name: 'only-entries-import-app',
      severity: 'error',
      from: { path: '^(main|renderer|shared)/', pathNot: '^main/entry/' },
      to: { path: '^main/app\\.ts$' },
    },
    {
      name: 'electron-stays-home',
      severity: 'error',
      from: { pathNot: '^(main/electron|main/preload|main/entry/desktop\\.ts|test)/?' },
      to: { path: '(^|/)node_modules/electron(/|$)|^electron$' },
    },
    {
      name: 'simulator-knows-no-console',
      severity: 'error',
      from: { path: '^main/simulator/' },
      to: { path: '^main/(features|db|transport|protocols|kernel|electron)/' },
    },
    { name: 'verifier-alone', severity: 'error', from: { path: '^main/verifier/' }, to: { path: '^main/(features|db|transport|electron)/' } },
    { name: 'renderer-low', severity: 'error', from: { path: '^renderer/(ui|media|api)/' }, to: { path: '^renderer/(features|app)/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|out|test)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
