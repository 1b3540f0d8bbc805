import { Dataset, endpoints, pathOf, Problem } from '@hexalign/api/contract';
import { ApiError, refusalOf } from './ApiError.ts';

/**
 * Sends an accounts file as it is. Tells how far it is, which `fetch` cannot.
 *
 * @param onProgress 0-1
 * @throws ApiError as `call` does
 */
export function uploadDataset(file: File, onProgress: (done: number) => void, signal: AbortSignal): Promise<Dataset> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', pathOf(endpoints.uploadDataset, {}, { filename: file.name.slice(-255) }));
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => {
      const answer = parse(request.responseText);
      if (request.status < 300) {
        const dataset = Dataset.safeParse(answer);
        if (dataset.success) resolve(dataset.data);
        else reject(new ApiError('response.invalid', dataset.error.message));
        return;
      }
      const problem = Problem.safeParse(answer);
      if (problem.success) reject(refusalOf(problem.data));
      else reject(new ApiError(request.status >= 502 ? 'network' : 'response.invalid', `${request.status} ${request.statusText}`));
    });
    request.addEventListener('error', () => reject(new ApiError('network', 'no answer')));
    request.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
