import {createPublicClient, fallback, http} from 'viem';

export const chain = createPublicClient({
	// expect: fallback arcs=engage,fail
	// implicit: retry arcs=retry,recover,exhaust,refuse
	transport: fallback([
		http('https://one.example.com', {
			// expect: retry arcs=retry,recover,exhaust,refuse
			retryCount: 5,
			// expect: timeout arcs=fire
			timeout: 2000,
		}),
		// implicit: retry arcs=retry,recover,exhaust,refuse
		// implicit: timeout arcs=fire
		http('https://two.example.com'),
	]),
});

// ok: retry
// implicit: timeout arcs=fire
export const hasty = http('https://one.example.com', {retryCount: 0});
