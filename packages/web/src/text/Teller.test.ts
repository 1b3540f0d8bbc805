import { afterEach, describe, expect, it } from 'vitest';
import { de } from './de.ts';
import { localeOf, writeAs } from './locale.ts';
import { tellerOf } from './told.ts';

describe('what the server says, told in German', () => {
  writeAs(localeOf('de'));
  afterEach(() => writeAs(localeOf('de')));
  const teller = tellerOf(de.told);

  it.each([
    ['North is 12.3 % above its target of revenue; 5 % is allowed.', 'North liegt 12,3 % über dem Ziel von revenue; 5 % sind erlaubt.'],
    ['2 of 40 territories are outside 5 % in beds: T01 (+6.1 %), T02 (-7.2 %) and 3 more.', '2 von 40 Gebieten liegen außerhalb von 5 % bei beds: T01 (+6.1 %), T02 (-7.2 %) und 3 weitere.'],
    ["Unit 85283473fffffff alone holds 140.2 % of a territory's target of beds, and 3 more units are too heavy: at most 12 territories at this tolerance, or divide the unit.", 'Zelle 85283473fffffff allein hält 140,2 % des Gebietsziels von beds, und 3 weitere Zellen sind ebenfalls zu schwer: höchstens 12 Gebiete bei dieser Toleranz, oder teilen Sie die Zelle.'],
    ['Ann, Bob and 3 others leave North and South', 'Ann, Bob und 3 weitere verlassen North und South'],
    ['Try again in 1 minutes, or ask an admin for a new link.', 'Versuchen Sie es in 1 Minute wieder, oder bitten Sie die Verwaltung um einen neuen Link.'],
    ['There is no territory to fill. Add territories first.', 'Es gibt kein Gebiet zu füllen. Legen Sie zuerst Gebiete an.'],
  ])('%s', (said, heard) => expect(teller.tell(said)).toBe(heard));

  it('leaves names and what it does not know as they came, also beside what it knows', () => {
    expect(teller.tell('Trinidad and Tobago')).toBe('Trinidad and Tobago');
    expect(teller.tell('accounts-2026.csv')).toBe('accounts-2026.csv');
    expect(teller.tell('Something quite new happened. Add territories first.')).toBe('Something quite new happened. Legen Sie zuerst Gebiete an.');
    expect(tellerOf({}).tell('There is no territory to fill.')).toBe('There is no territory to fill.');
  });

  it('is quick with a long text that it does not know', () => {
    expect(teller.tell('x of in and unit holds. '.repeat(400)).length).toBe(9600);
  });
});
