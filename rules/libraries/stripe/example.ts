import Stripe from 'stripe';

export const stripe = new Stripe('key', {
	// expect: retry arcs=retry,recover,exhaust,refuse
	maxNetworkRetries: 2,
	// expect: timeout arcs=fire
	timeout: 5000,
});

// ok: retry
// implicit: timeout arcs=fire
export const hasty = new Stripe('key', {maxNetworkRetries: 0});

// implicit: retry arcs=retry,recover,exhaust,refuse
// implicit: timeout arcs=fire
export const plain = new Stripe('key');
