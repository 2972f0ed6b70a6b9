// runner: japa
import {test} from '@japa/runner';

declare function send(): Promise<void>;

// expect: run sends mail
test('sends mail', async () => {
	await send();
});

// ok: skip is off
test.skip('is off', () => send());
