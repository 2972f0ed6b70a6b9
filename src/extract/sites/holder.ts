import type {ts} from '@ts-morph/common';
import type {Features} from './holder-features.ts';

/** What keeps state for those who call it: a class, a function with functions inside, a file. */
export interface Holder {
	/** All of its code. */
	node: ts.Node;
	/** The construct that a reader looks for: the class, the function; of a file's own state the function that tests it. */
	at: ts.Node;
	/** Name of the class or function, as written; empty where it has none. */
	name: string;
	/** Names of methods and inner functions, as written, without `#`. */
	members: string[];
	features: Features;
}
