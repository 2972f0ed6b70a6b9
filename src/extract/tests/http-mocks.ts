import {ts} from '@ts-morph/common';
import type {StandIn} from '../../model/tests.ts';
import type {Context} from './context.ts';
import {readAdapterReply} from './http-adapter.ts';
import {readHandler} from './http-handlers.ts';
import {readReply} from './http-replies.ts';

/** Answers of nock, undici's MockAgent, msw and axios-mock-adapter; one entry an answer. */
export function extractHttpMocks(context: Context): StandIn[] {
	const found: Array<[offset: number, standIn: StandIn]> = [];
	for (const call of context.index.calls) {
		if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) continue;
		const read = readReply(context, call) ?? readHandler(context, call) ?? readAdapterReply(context, call);
		if (read) found.push([call.expression.name.end, read]);
	}
	// In a chain the last answer is the outermost call: the order of the text is meant.
	return found.sort(([a], [b]) => a - b).map(([, standIn]) => standIn);
}
