import test from 'ava';
import {describeFlaws} from './expect-flaws.ts';

describeFlaws(test, {
	'stateless-breaker: made and fired in one function': `
import CircuitBreaker from 'opossum';
export async function charge(order) {
	// flaw: stateless-breaker
	const breaker = new CircuitBreaker(gateway.charge, {timeout: 500});
	breaker.fallback(() => null);
	return breaker.fire(order);
}`,
	'stateless-breaker: fired at once': `
import CircuitBreaker from 'opossum';
export class Payments {
	async charge(order) {
		// flaw: stateless-breaker
		return new CircuitBreaker(gateway.charge).fire(order);
	}
}`,
	'stateless-breaker: put into a policy of the same call': `
import {ConsecutiveBreaker, circuitBreaker, handleAll, retry, wrap} from 'cockatiel';
export async function charge(order) {
	const again = retry(handleAll, {maxAttempts: 2});
	// flaw: stateless-breaker
	const breaker = circuitBreaker(handleAll, {halfOpenAfter: 1000, breaker: new ConsecutiveBreaker(5)});
	const policy = wrap(again, breaker);
	return policy.execute(() => gateway.charge(order));
}`,
	'inverted: the retry inside the breaker': `
import {ConsecutiveBreaker, ExponentialBackoff, circuitBreaker, handleAll, retry, wrap} from 'cockatiel';
const again = retry(handleAll, {maxAttempts: 3, backoff: new ExponentialBackoff()});
const breaker = circuitBreaker(handleAll, {halfOpenAfter: 1000, breaker: new ConsecutiveBreaker(5)});
// flaw: inverted
export const policy = wrap(breaker, again);`,
	'inverted: written in place': `
import {ConsecutiveBreaker, ExponentialBackoff, circuitBreaker, handleAll, retry, wrap} from 'cockatiel';
// flaw: inverted
export const policy = wrap(
	circuitBreaker(handleAll, {halfOpenAfter: 1000, breaker: new ConsecutiveBreaker(5)}),
	retry(handleAll, {maxAttempts: 3, backoff: new ExponentialBackoff()}),
);`,
	'inverted: with a timeout in between': `
import {ConsecutiveBreaker, ExponentialBackoff, TimeoutStrategy, circuitBreaker, handleAll, retry, timeout, wrap} from 'cockatiel';
const again = retry(handleAll, {maxAttempts: 3, backoff: new ExponentialBackoff()});
const breaker = circuitBreaker(handleAll, {halfOpenAfter: 1000, breaker: new ConsecutiveBreaker(5)});
// flaw: inverted
export const policy = wrap(breaker, timeout(500, TimeoutStrategy.Cooperative), again);`,

	'one for all calls: no flaw': `
import CircuitBreaker from 'opossum';
const breaker = new CircuitBreaker(gateway.charge);
export const charge = order => breaker.fire(order);
export class Payments {
	constructor() {
		this.breaker = new CircuitBreaker(gateway.charge);
	}
	charge(order) {
		return this.breaker.fire(order);
	}
}`,
	'kept by whoever made it: no flaw': `
import CircuitBreaker from 'opossum';
export function protect(operation) {
	const breaker = new CircuitBreaker(operation);
	return (...args) => breaker.fire(...args);
}
export function breakerOf(operation) {
	const breaker = new CircuitBreaker(operation);
	known.set(operation, breaker);
	return breaker.fire();
}`,
	'fired for many: no flaw': `
import CircuitBreaker from 'opossum';
export async function chargeAll(orders) {
	const breaker = new CircuitBreaker(gateway.charge);
	for (const order of orders) await breaker.fire(order);
}`,
	'a program: no flaw': `
import CircuitBreaker from 'opossum';
async function main() {
	const breaker = new CircuitBreaker(gateway.charge);
	await breaker.fire(1);
}
main();`,
	'the documented order, and other things inside: no flaw': `
import {ConsecutiveBreaker, ExponentialBackoff, TimeoutStrategy, circuitBreaker, handleAll, retry, timeout, wrap} from 'cockatiel';
const again = retry(handleAll, {maxAttempts: 3, backoff: new ExponentialBackoff()});
const breaker = circuitBreaker(handleAll, {halfOpenAfter: 1000, breaker: new ConsecutiveBreaker(5)});
export const policy = wrap(again, breaker);
export const other = wrap(breaker, timeout(500, TimeoutStrategy.Cooperative));
export const whole = wrap(timeout(5000, TimeoutStrategy.Cooperative), again, breaker);`,
});
