// runner: jasmine
import jasmine from 'jasmine';

declare function send(): Promise<void>;

describe('mail', () => {
	// expect: run sends mail
	it('sends mail', async () => {
		await send();
	});
});

// ok: skip is off
xit('is off', () => send());
