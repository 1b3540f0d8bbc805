import { describe, expect, it } from 'vitest';
import type { Role } from '../../contract/roles.ts';
import { endpoints } from '../../contract/endpoints.ts';
import { workingFor, type Actor } from '../http/actor.ts';
import { can, mayEver, withinRegions } from './can.ts';
import { isAction, table, type Action } from './table.ts';

const of = (role: Role, more: Partial<Actor> = {}): Actor => ({ ...workingFor('somebody', 'here'), role, ...more });
const roles = ['owner', 'admin', 'planner', 'manager', 'rep', 'viewer'] as const;
const actions = Object.keys(table) as Action[];

describe('the access table', () => {
  it('has a row for every endpoint, and no row that no endpoint names', () => {
    const named = new Set(Object.values(endpoints).map(({ action }) => action as string));
    expect([...named].filter((action) => !isAction(action))).toEqual([]);
    expect(actions.filter((action) => !named.has(action))).toEqual([]);
  });

  it('lets nobody do what somebody above may not, along owner, admin, planner, viewer', () => {
    const ladder: readonly Role[] = ['owner', 'admin', 'planner', 'viewer'];
    for (const action of actions) {
      const may = ladder.map((role) => mayEver(of(role), action));
      expect([action, may]).toEqual([action, [...may].sort((a, b) => Number(b) - Number(a))]);
    }
  });

  // Telling others where one looks (plan.follow), and objecting, change nothing.
  it('lets managers, reps and viewers change nothing of a plan but a manager the own branch', () => {
    const changing = Object.values(endpoints).filter(({ method, path, action }) => method !== 'GET' && action !== 'plan.follow' && action !== 'challenge.write' && /^\/(plans|scenarios|datasets|jobs|units)/.test(path)).map(({ action }) => action as Action);
    for (const role of ['rep', 'viewer'] as const) expect(changing.filter((action) => mayEver(of(role), action))).toEqual([]);
    expect([...new Set(changing.filter((action) => mayEver(of('manager'), action)))]).toEqual(['scenario.edit']);
  });

  it('takes an action for what it is done to, and nothing else', () => {
    for (const action of actions) {
      expect(can(of('owner'), action, { kind: table[action].subject === 'plan' ? 'organisation' : 'plan' })).toBe(false);
    }
  });
});

describe('a manager', () => {
  const manager = of('manager', { branch: 'North' });

  it('may change what lies wholly in the own branch', () => {
    expect(can(manager, 'scenario.edit', { kind: 'scenario', lines: [['T01', 'North'], ['North'], ['T02', 'District 4', 'North']] })).toBe(true);
    expect(can(manager, 'scenario.edit', { kind: 'scenario', lines: [['T01', 'North'], ['T07', 'South']] })).toBe(false);
    expect(can(manager, 'scenario.edit', { kind: 'scenario' })).toBe(false);
  });

  it('without a branch may change nothing', () => {
    expect(can(of('manager'), 'scenario.edit', { kind: 'scenario', lines: [['T01']] })).toBe(false);
  });
});

describe('a region scope', () => {
  it.each([
    [null, 'us', true],
    [null, null, true],
    [['us-ca'], 'us-ca', true],
    [['us-ca'], 'US-CA', true],
    [['us-ca', 'us-or'], 'us-or+us-ca', true],
    [['us-ca'], 'us-ca+us-or', false],
    [['us'], 'us-ca', true],
    [['us'], 'us-lower48', true],
    [['us-ca'], 'us', false],
    [['us-c'], 'us-ca', false],
    [['de'], null, false],
    [['de'], undefined, true],
    [[], 'de', false],
  ] as const)('of %j over ground %j: %j', (regions, region, within) => {
    expect(withinRegions({ regions }, region)).toBe(within);
    for (const role of roles) {
      expect(can(of(role, { regions }), 'plan.read', { kind: 'plan', region })).toBe(within && role !== 'rep');
    }
  });
});
