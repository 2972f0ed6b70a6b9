// runner: bun:test
import {describe, it} from 'bun:test';

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
it.if(process.env.CI)('only there', () => send());
// ok: conditional known there
it.failingIf(process.env.CI)('known there', () => send());
// ok: fails known
it.failing('known', () => send());
