import { brush } from './brush.ts';
import { fill } from './fill.ts';
import { grow } from './grow.ts';
import { hold } from './hold.ts';
import { lasso } from './lasso.ts';
import { lock } from './lock.ts';
import { merge } from './merge.ts';
import { pick } from './pick.ts';
import { polygon } from './polygon.ts';
import { radius } from './radius.ts';
import { rectangle } from './rectangle.ts';
import { split } from './split.ts';
import { swap } from './swap.ts';
import type { Tool } from './tool.ts';

/** Every tool by its name, in the order of the strip. */
export const tools = { select: pick, brush, eraser: brush, lasso, polygon, rectangle, radius, fill, grow, swap, merge, split, lock, hold } as const;

export type ToolName = keyof typeof tools;

export const toolNames = Object.keys(tools) as ToolName[];

/** The tool behind a name, its own state hidden from whoever runs it. */
export function toolOf(name: ToolName): Tool<unknown> {
  return tools[name] as Tool<unknown>;
}

/** Tools that paint along a stroke and have a size. */
export function isBrush(name: ToolName): boolean {
  return name === 'brush' || name === 'eraser';
}

/** Tools that draw a boundary round units. */
export function isShape(name: ToolName): boolean {
  return name === 'lasso' || name === 'polygon' || name === 'rectangle' || name === 'radius';
}
