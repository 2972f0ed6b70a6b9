import type {RuleBook} from '../model/rule.ts';
import {sha1} from '../util/sha1.ts';

/** The hash of a book that was changed in this way: what is read with another book must not pass for what is read with this one. */
export const hashOfChanged = ({hash}: RuleBook, change: unknown): string => sha1(hash + JSON.stringify(change));
