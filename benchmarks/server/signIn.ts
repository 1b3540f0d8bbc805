/**
 * Headers that tell a server who is calling: those of the owner, who comes in by the address that the server printed.
 *
 * @param said what the server printed when it started
 */
export async function signIn(address: string, said: string): Promise<Record<string, string>> {
  const token = /ready:\s+\S+#(\S+)/.exec(said)?.[1];
  if (token === undefined) throw new Error(`the server printed no address that lets in: ${said}`);
  const response = await fetch(`${address}/api/links/use`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }) });
  if (!response.ok) throw new Error(`the printed address does not let in: ${await response.text()}`);
  return { origin: address, cookie: response.headers.getSetCookie()[0].split(';')[0] };
}
