// runner: vitest
import {describe, it} from 'vitest';

declare function send(): Promise<void>;

describe('mail', () => {
	// expect: run sends mail
	it('sends mail', async () => {
		await send();
	});
});

// ok: skip is off
it.skip('is off', () => send());
// ok: conditional only there
it.skipIf(process.env.CI)('only there', () => send());
// ok: fails known
it.fails('known', () => send());
// ok: todo later
it.todo('later');
// expect: run each row
it.each([1, 2])('each row', () => send());
