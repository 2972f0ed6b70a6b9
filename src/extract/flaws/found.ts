import type {ts} from '@ts-morph/common';
import type {FlawEnd, FlawName} from '../../model/flaw.ts';
import type {FileIndex} from '../walk.ts';

/** A flaw that the syntax shows. */
export interface FlawFound {
	flaw: FlawName;
	/** The construct that the flaw is of: a catch clause, a loop, a function, the call that makes a breaker. */
	on: ts.Node;
	/** Where a reader should look. */
	at: ts.Node;
	why: string;
	open?: FlawEnd;
}

export type FindFlaws = (index: FileIndex) => FlawFound[];
