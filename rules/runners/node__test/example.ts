// runner: node:test
import {describe, it} from 'node:test';

declare function send(): Promise<void>;

describe('mail', () => {
	// expect: run sends mail
	it('sends mail', async () => {
		await send();
	});
});

// ok: skip is off
it.skip('is off', () => send());
// ok: skip by option
it('by option', {skip: true}, () => send());
// ok: todo later
it.todo('later', () => send());
