import { InputError } from '../datasets/inputError.ts';

/** An option that cannot be used, named as it was typed. */
export function wrongOption(where: string, expected: string, found: string, repair: string): InputError {
  return new InputError({ code: 'option.invalid', where, expected, found, repair });
}
