/** `npm run test:long`: everything `npm test` does, with ten times the cases of every property test and the long forms of whatever asks `HEXALIGN_LONG`. */
process.env.HEXALIGN_LONG = '1';
await import('./test.ts');
