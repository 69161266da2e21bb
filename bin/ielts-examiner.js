#!/usr/bin/env node
// React picks its slow development build unless told otherwise, and reads this when it is first imported.
process.env.NODE_ENV ??= 'production';

const { main } = await import('../dist/cli.js');
process.exitCode = await main(process.argv);
