import {FallbackProvider, FetchRequest, JsonRpcProvider} from 'ethers';

const request = new FetchRequest('https://one.example.com');
// expect: retry arcs=retry,recover,exhaust,refuse
request.setThrottleParams({maxAttempts: 5, slotInterval: 200});

// expect: fallback arcs=engage,fail
export const chain = new FallbackProvider([new JsonRpcProvider(request), new JsonRpcProvider('https://two.example.com')], 1, {
	quorum: 1,
});

// ok: fallback
export const plain = new JsonRpcProvider('https://one.example.com');
