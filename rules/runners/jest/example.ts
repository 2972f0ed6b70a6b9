// runner: jest
import {describe, it} from '@jest/globals';

declare function send(): Promise<void>;

describe('mail', () => {
	// expect: run sends mail
	it('sends mail', async () => {
		await send();
	});
});

// ok: skip is off
it.skip('is off', () => send());
// ok: fails known
it.failing('known', () => send());
// ok: todo later
it.todo('later');
// ok: skip off too
xit('off too', () => send());
