/** Descriptions of a short test that is typed: as quick as a replay can be. */
/** Expects nothing yet. */
export const TYPED = `version: 1
title: Typed answers
exam: { parts: [1], seed: 3 }
answers:
  - { text: "My name is Anna." }
  - { text: "I want to stop the test please." }
`;
export const PASSES = `${TYPED}expect: { status: ended }\n`;
export const FAILS = `${TYPED}expect: { status: completed }\n`;
export const BROKEN = 'version: 1\nanswers: 3\n';
