import {circuitBreaker, resilience, retry, timeout} from '@sap-cloud-sdk/resilience';

export const middleware = [
	// expect: timeout arcs=fire
	timeout(5000),
	// expect: retry arcs=retry,recover,exhaust,refuse
	retry(2),
	// expect: circuit-breaker arcs=trip,reject,probe-recover,probe-fail
	circuitBreaker(),
];

// expect: circuit-breaker arcs=trip,reject,probe-recover,probe-fail
// expect: timeout arcs=fire
export const all = resilience({
	// expect: retry arcs=retry,recover,exhaust,refuse
	retry: 3,
});

const sdk = require('@sap-cloud-sdk/resilience');
// ok: circuit-breaker
// ok: timeout
export const off = sdk.resilience({retry: false, timeout: false, circuitBreaker: false});
