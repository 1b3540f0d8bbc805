/** The public door of the engine: a table of contents, re-exports only. */
export { EngineError } from './base/errors.ts';
export { assignmentHash, sha256Hex } from './base/hash.ts';
export { random, type Random } from './base/random.ts';
export type { Certificate } from './certify/certificate.ts';
export { components, type Components } from './graph/components.ts';
export { fromEdges, type EdgeSpec } from './graph/fromEdges.ts';
export { project } from './graph/project.ts';
export type { Link, UnitGraph } from './graph/unitGraph.ts';
export { aggregate } from './measure/aggregate.ts';
export type { Measure, MeasureUnit } from './measure/measure.ts';
export { tally, tallyMoveInto } from './measure/tally.ts';
export type { Constraint } from './problem/constraint.ts';
export type { Goal } from './problem/goal.ts';
export { UNASSIGNED, type Problem, type Violation } from './problem/problem.ts';
export type { Preset } from './solve/preset.ts';
export type { Solution } from './solve/solution.ts';
export { drain, type Progress, type Task } from './task/task.ts';
