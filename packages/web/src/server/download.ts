import type { Endpoint } from '@hexalign/api/contract';
import { downloadBlob } from '../ui/downloadCsv.ts';
import { answerOf, type Request } from './call.ts';

/**
 * Fetches a file and gives it to the browser to keep, under the name the server gave it.
 *
 * @throws ApiError like `call`: a refusal is said on the page and never becomes a file
 */
export async function download<E extends Endpoint>(target: E, request: Request<E>): Promise<void> {
  const response = await answerOf(target, request);
  const name = /filename="?([^";]+)"?/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'download';
  downloadBlob(name, await response.blob());
}
