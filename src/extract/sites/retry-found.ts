import type {ts} from '@ts-morph/common';
import type {Certainty} from '../../model/site.ts';
import type {Handler} from '../flow/handlers.ts';
import type {CodeFunction} from '../flow/local-functions.ts';

/** A way from an operation's failure back to the operation. */
export interface RetryFound {
	form: 'loop' | 'result-loop' | 'recursion' | 'restart' | 'resend' | 'repeat';
	/** The construct that is the site. */
	node: ts.Node;
	/** The call, timer or hand-over that starts the next attempt; of loops only where the first attempt stands before them. */
	again?: ts.Node;
	/** What runs when the next attempt really starts, where `again` only schedules it. */
	runs?: ts.Node;
	loop?: ts.IterationStatement;
	/** The function that `again` leads to. */
	target?: CodeFunction;
	/** Functions between the handler and `again`. */
	via: CodeFunction[];
	/** True where `again` also runs for other reasons than this failure. */
	shared: boolean;
	certainty: Certainty;
	/** The handlers that only serve this retry: no sites of their own. */
	handlers: Handler[];
	operations: readonly ts.Node[];
	/** The code that runs after a failure, up to the next attempt or the end. */
	path: readonly ts.Node[];
	/** Statements behind the loop or the try. */
	after: readonly ts.Statement[];
	errors: ReadonlySet<string>;
}
