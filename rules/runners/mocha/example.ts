// runner: mocha
import {describe, it} from 'mocha';

declare function send(): Promise<void>;

describe('mail', () => {
	// expect: run sends mail
	it('sends mail', async () => {
		await send();
	});
});

// ok: skip is off
it.skip('is off', () => send());
// ok: todo pending
it('pending');
// ok: skip off too
xspecify('off too', () => send());
