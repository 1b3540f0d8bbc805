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
  lost: 'The line to the server is down. You can go on: your changes wait here, and what others do comes when it is back.',
};
