import Stripe from 'stripe';

export const stripe = new Stripe('key', {
	// expect: retry arcs=retry,recover,exhaust,refuse
	maxNetworkRetries: 2,
	// expect: timeout arcs=fire
	timeout: 5000,
});

// ok: retry
export const hasty = new Stripe('key', {maxNetworkRetries: 0});
