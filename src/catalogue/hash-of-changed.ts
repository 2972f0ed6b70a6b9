import {createHash} from 'node:crypto';
import type {RuleBook} from '../model/rule.ts';

/** The hash of a book that was changed in this way: what is read with another book must not pass for what is read with this one. */
export const hashOfChanged = ({hash}: RuleBook, change: unknown): string =>
	createHash('sha1')
		.update(hash + JSON.stringify(change))
		.digest('hex');
