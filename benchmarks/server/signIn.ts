/**
 * Headers that tell a server who is calling.
 *
 * @param _said what the server printed when it started
 */
export async function signIn(_address: string, _said: string): Promise<Record<string, string>> {
  return {};
}
