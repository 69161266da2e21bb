/** The figures there are, by name; each file is loaded only in the process that measures it. */
export const FIGURES = {
  ownTime: () => import('./figures/own-time.mjs'),
  cpu: () => import('./figures/cpu.mjs'),
  memory: () => import('./figures/memory.mjs'),
  replay: () => import('./figures/replay.mjs'),
  dryRun: () => import('./figures/dry-run.mjs'),
  htmlReport: () => import('./figures/html-report.mjs'),
  cores: () => import('./figures/cores.mjs'),
  install: () => import('./figures/install.mjs'),
  startup: () => import('./figures/startup.mjs'),
  providerDelays: () => import('./figures/provider-delays.mjs'),
  preparedLines: () => import('./figures/prepared-lines.mjs'),
};
