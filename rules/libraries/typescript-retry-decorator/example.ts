import {BackOffPolicy, Retryable} from 'typescript-retry-decorator';
import * as decorators from 'typescript-retry-decorator';

export class Users {
	// expect: retry arcs=retry,recover,exhaust
	@Retryable({maxAttempts: 3, backOffPolicy: BackOffPolicy.ExponentialBackOffPolicy, backOff: 1000})
	async find(id: string) {
		return fetch(`/users/${id}`);
	}

	// expect: retry arcs=retry,recover,exhaust,refuse
	@decorators.Retryable({maxAttempts: 3, doRetry: (error: Error) => error.message === '429'})
	async save() {
		return fetch('/users');
	}

	// ok: retry
	@Retryable({maxAttempts: 0})
	async plain() {
		return fetch('/users');
	}
}
