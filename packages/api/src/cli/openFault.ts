import { InputError } from '../datasets/inputError.ts';

/** Says in words why a file or folder of the user's cannot be opened; other errors pass. */
export function openFault(error: unknown, path: string, where: string, expected: string): unknown {
  const found = ({
    ENOENT: 'nothing there',
    ENOTDIR: 'a file where a folder should be',
    EEXIST: 'a file where a folder should be',
    EISDIR: 'a folder',
    EACCES: 'one this user may not open',
    EPERM: 'one this user may not open',
    EROFS: 'a read-only disk',
    ENAMETOOLONG: 'a name that is too long',
    ENOSPC: 'a full disk',
    EDQUOT: 'a disk quota that is used up',
    EBUSY: 'one that another program holds',
  } as Record<string, string>)[(error as { code?: string }).code ?? ''];
  if (found === undefined) return error;
  return new InputError({ code: 'file.unusable', where: `${where} ${path}`, expected, found, repair: found === 'nothing there' ? 'Check the path.' : found === 'a folder' ? 'Name a file in it.' : 'Check the path and its permissions.' });
}
