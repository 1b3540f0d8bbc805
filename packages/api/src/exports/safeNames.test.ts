import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { safeCell } from '../../contract/safeCell.ts';
import { safeNames } from './safeNames.ts';
import { zipBytes } from './zipBytes.ts';

describe('names of files', () => {
  it.each([
    ['../../etc/passwd', 'etc-passwd'], ['..\\..\\boot.ini', 'boot.ini'], ['/a/b.csv', 'a-b.csv'], ['C:\\x.csv', 'C-x.csv'], ['nul.txt', 'nul_.txt'], ['COM1', 'COM1_'],
    ['Zürich 東京.kml', 'Zürich 東京.kml'], ['...', 'file'], ['', 'file'], ['a\u0000b\nc', 'a-b-c'], ['photo\u202egpj.exe', 'photo-gpj.exe'], ['end. ', 'end'], ['Zu\u0308rich', 'Zürich'],
  ])('%j is %j', (name, safe) => {
    expect(safeNames([name])).toEqual([safe]);
  });

  it('never clash, whatever the case, and never get too long', () => {
    expect(safeNames(['a.csv', 'A.csv', './a.csv', 'a (2).csv'])).toEqual(['a.csv', 'A (2).csv', 'a (3).csv', 'a (2) (2).csv']);
    expect([...safeNames(['😀'.repeat(300)])[0]]).toHaveLength(120);
  });

  it('stand in archives', () => {
    const bytes = Uint8Array.of(1);
    expect(Object.keys(unzipSync(zipBytes([{ name: '../x.csv', bytes }, { name: 'X.csv', bytes }, { name: 'é.csv', bytes }])))).toEqual(['x.csv', 'X (2).csv', 'é.csv']);
  });
});

describe('cells of spreadsheets', () => {
  it.each(['=1+1', '+1-2', '-1+1', '@SUM(A1)', '\t=1', '\r=1', ' =cmd|x!A1', '＝1+1', '+49 30 123', '-', '=', '-12a', '--12'])('%j is made a text', (text) => {
    expect(safeCell(text)).toBe(`'${text}`);
  });
  it.each(['-12', '+49', '-1.234,5', '-1e5', '-5 %', '007', '00501', 'A=B', "O'Neil", '', 'a@b.de', '1-2', '-.5'])('%j stays as it is', (text) => {
    expect(safeCell(text)).toBe(text);
  });
});
