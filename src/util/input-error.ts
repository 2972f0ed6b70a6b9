/** A user's mistake, told in one line: what, why and what to do. Everything else that is thrown is a bug of ours. */
export class InputError extends Error {
	override readonly name = 'InputError';
}
