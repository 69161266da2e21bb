#!/usr/bin/env node
// React picks its slow development build unless told otherwise, and reads this when it is first imported.
process.env.NODE_ENV ??= 'production';

const [{ main }, { tellStrayErrors }] = await Promise.all([
  import('../dist/cli.js'),
  import('../dist/cli-stray-errors.js'),
]);
tellStrayErrors(process.argv);
process.exitCode = await main(process.argv);
