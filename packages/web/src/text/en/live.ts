import { count } from '../plural.ts';

/** Others at work on the same plan. */
export const live = {
  here: 'Also here',
  youThis: 'You are here in another window too',
  youOther: (scenario: string) => `You are in ${scenario} in another window`,
  inThis: (name: string) => `${name} is in this scenario`,
  inOther: (name: string, scenario: string) => `${name} is in ${scenario}`,
  inPlan: (name: string) => `${name} is in this plan`,
  editing: (name: string, territory: string) => `${name} is at ${territory}`,
  more: (n: number) => `and ${n} more`,
  collision: {
    title: 'Others changed the same since',
    why: (n: number) => (n === 0 ? 'Nothing was undone yet. Whose side shall stay?' : `${count(n, 'cell', 'cells')} that you would take back ${n === 1 ? 'was' : 'were'} changed by others since. Nothing was undone yet.`),
    theirs: 'Keep theirs',
    mine: 'Restore mine',
    look: 'Show mine on the map',
    label: 'With mine restored',
    later: 'Not now',
  },
  lost: 'The line to the server is down. You can go on: your changes wait here, and what others do comes when it is back.',
};
