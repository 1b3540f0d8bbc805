/** Loaded before every test file: how many cases a property test tries when it does not say so itself, and which. */
import fc from 'fast-check';

const isLong = Boolean(process.env.HEXALIGN_LONG);

// The same cases at every quick run, so that a change alone can break it; the long run looks for new ones.
fc.configureGlobal({ numRuns: isLong ? 1_000 : 100, ...(isLong ? {} : { seed: 20_261_126 }) });
