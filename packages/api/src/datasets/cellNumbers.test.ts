import { cellToChildren } from 'h3-js';
import { expect, it } from 'vitest';
import { CellNumbers } from './cellNumbers.ts';

it('CellNumbers numbers cells in the order they are met, each once, and knows them by number', () => {
  const numbers = new CellNumbers();
  const cells = [...cellToChildren('83268cfffffffff', 8), ...cellToChildren('80f3fffffffffff', 4)];
  expect(cells.map((cell) => numbers.add(cell))).toEqual(cells.map((_, i) => i));
  expect(cells.map((cell) => numbers.add(cell))).toEqual(cells.map((_, i) => i));
  expect(cells.map((_, i) => numbers.at(i))).toEqual(cells);
  expect(numbers.length).toBe(cells.length);
});
