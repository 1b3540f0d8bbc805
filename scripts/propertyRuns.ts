/** Loaded before every test file: how many cases a property test tries when it does not say so itself. */
import fc from 'fast-check';

fc.configureGlobal({ numRuns: process.env.HEXALIGN_LONG ? 1_000 : 100 });
