import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { MailConfig } from '../config.ts';

/** What a mail is about. */
export type Mail = 'invite' | 'reset' | 'budget';

const SUBJECT = { invite: 'You are invited to Hexalign', reset: 'Set a new password for Hexalign', budget: 'Somebody asks for more change budget' } as const;
const BODY = {
  invite: (address: string) => `You are invited to work on territories in Hexalign.\n\nOpen this address to join; it works once:\n\n${address}\n`,
  reset: (address: string) => `Open this address to set a new password; it works once:\n\n${address}\n\nIf you did not ask for it, tell your administrator and leave it unopened.\n`,
  budget: (about: string) => `You are asked to let a plan change more than its change budget allows:\n\n${about}\n\nThe request waits in Hexalign under Needs attention of the plan.\n`,
} as const;

/**
 * Sends mail where the environment says how; elsewhere an admin hands one-time links over.
 *
 * @returns whether the mail was taken by its server; one that was not is logged, and the link is still there to copy
 */
export function mailer(config: MailConfig | null, log: Logger): (to: string, kind: Mail, what: string) => Promise<boolean> {
  if (config === null) return async () => false;
  const transport = createTransport(config.url, { from: config.from });
  return async (to, kind, what) => {
    try {
      await transport.sendMail({ to, subject: SUBJECT[kind], text: BODY[kind](what) });
      return true;
    } catch (error) {
      log.warn({ err: error }, 'a mail could not be sent');
      return false;
    }
  };
}
