import {CancellationScope, condition, executeChild, proxyActivities} from '@temporalio/workflow';
import * as workflow from '@temporalio/workflow';

const {charge, refund} = proxyActivities<Activities>({
	// expect: timeout arcs=fire
	startToCloseTimeout: '1 minute',
	// expect: retry arcs=retry,recover,exhaust,refuse
	retry: {maximumAttempts: 5, nonRetryableErrorTypes: ['CardDeclined']},
});
interface Activities {
	charge(id: string): Promise<void>;
	refund(id: string): Promise<void>;
}

// implicit: retry arcs=retry,recover
const {notify} = workflow.proxyActivities<{notify(id: string): Promise<void>}>({
	// expect: timeout arcs=fire
	heartbeatTimeout: '10 seconds',
});

export async function order(id: string) {
	// expect: timeout arcs=fire
	await CancellationScope.withTimeout(1000, () => charge(id));
	let paid = false;
	// expect: timeout arcs=fire
	if (!(await condition(() => paid, '1 day'))) await refund(id);
	await notify(id);
	await executeChild(parcel, {
		args: [id],
		// expect: retry arcs=retry,recover
		retry: {initialInterval: 1000},
		// expect: timeout arcs=fire
		workflowRunTimeout: '1 hour',
	});
	// ok: timeout
	await condition(() => paid);
}
declare function parcel(id: string): Promise<void>;

export const once = proxyActivities<Activities>({
	// expect: timeout arcs=fire
	startToCloseTimeout: '1 minute',
	// ok: retry
	retry: {maximumAttempts: 1},
});
