import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { MailConfig } from '../config.ts';

const SUBJECT = { invite: 'You are invited to Hexalign', reset: 'Set a new password for Hexalign' } as const;
const BODY = {
  invite: (address: string) => `You are invited to work on territories in Hexalign.\n\nOpen this address to join; it works once:\n\n${address}\n`,
  reset: (address: string) => `Open this address to set a new password; it works once:\n\n${address}\n\nIf you did not ask for it, tell your administrator and leave it unopened.\n`,
} as const;

/**
 * Sends one-time links by mail where the environment says how; elsewhere an admin hands them over.
 *
 * @returns whether the mail was taken by its server; one that was not is logged, and the link is still there to copy
 */
export function mailer(config: MailConfig | null, log: Logger): (to: string, kind: 'invite' | 'reset', address: string) => Promise<boolean> {
  if (config === null) return async () => false;
  const transport = createTransport(config.url, { from: config.from });
  return async (to, kind, address) => {
    try {
      await transport.sendMail({ to, subject: SUBJECT[kind], text: BODY[kind](address) });
      return true;
    } catch (error) {
      log.warn({ err: error }, 'a mail could not be sent');
      return false;
    }
  };
}
