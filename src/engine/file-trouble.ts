/** What the file system has against a file, in words that follow "X cannot be read: " and the like. */
import { messageOf } from './errors.js';

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'its path leads through a file',
  EISDIR: 'it is a folder',
  EEXIST: 'it is there already',
  EACCES: 'you lack the permission',
  EPERM: 'you lack the permission',
  EROFS: 'its disk is write-protected',
  ENOSPC: 'its disk is full',
  EDQUOT: 'your share of the disk is used up',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its path is too long',
  EMFILE: 'too many files are open',
};

/** Against reading it. Other errors speak for themselves. */
export function fileTrouble(error: unknown): string {
  return WORDS[codeOf(error)] ?? messageOf(error);
}

/** Against writing it: a file that is not there yet is no trouble, but its folder. */
export function writingTrouble(error: unknown): string {
  return codeOf(error) === 'ENOENT' ? 'there is no such folder' : fileTrouble(error);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
