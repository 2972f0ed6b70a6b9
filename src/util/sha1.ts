import {createHash} from 'node:crypto';

/** SHA-1 as hex: tells contents apart, and protects nothing. */
export const sha1 = (content: string | Uint8Array): string => createHash('sha1').update(content).digest('hex');
