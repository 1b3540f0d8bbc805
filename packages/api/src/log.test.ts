import { describe, expect, it } from 'vitest';
import { makeLog } from './log.ts';

describe('the log', () => {
  it('says what went wrong, and nothing that a driver hung on the error', () => {
    const lines: string[] = [];
    const log = makeLog('warn', { write: (line) => void lines.push(line) });
    const error = Object.assign(new Error('lost', { cause: new Error('cable') }), { code: '57P01', client: { password: 'hunter2', secretKey: 4711 } });
    log.warn({ err: error }, 'database connection');
    expect(JSON.parse(lines[0])).toMatchObject({ msg: 'database connection', err: { message: 'lost', code: '57P01', cause: { message: 'cable' } } });
    expect(lines[0]).not.toMatch(/hunter2|4711/);
  });
});
