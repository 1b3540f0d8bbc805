import type { AllowedCrm } from '../admitCrm.ts';
import type { Secrets } from '../credentials.ts';
import { requestToken, type Token } from '../session.ts';

/** A token of a connected app: by its own credentials, or by a refresh token that somebody granted it. */
export async function salesforceToken(address: string, { clientId, clientSecret, refreshToken }: Secrets, allowed: AllowedCrm): Promise<Token> {
  const form = { client_id: clientId ?? '', ...(clientSecret === undefined ? {} : { client_secret: clientSecret }), ...(refreshToken === undefined ? { grant_type: 'client_credentials' } : { grant_type: 'refresh_token', refresh_token: refreshToken }) };
  const answer = await requestToken(new URL('/services/oauth2/token', address).href, form, allowed);
  return { token: answer.access_token as string, base: typeof answer.instance_url === 'string' ? answer.instance_url : address };
}
