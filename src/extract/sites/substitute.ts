import type {ts} from '@ts-morph/common';
import type {Certainty} from '../../model/site.ts';

/** Something that a failure path yields in place of the operation's result. */
export interface Substitute {
	/** What runs exactly when the substitute is used. */
	node: ts.Node;
	certainty: Certainty;
	/** The substitute is an operation that can fail itself. */
	fallible: boolean;
}
