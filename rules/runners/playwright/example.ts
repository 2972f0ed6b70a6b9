// runner: playwright
import {test} from '@playwright/test';

declare function send(): Promise<void>;

// expect: run sends mail
test('sends mail', async ({browserName}) => {
	test.skip(browserName === 'webkit', 'not there');
	await send();
});

// ok: skip is off
test.skip('is off', () => send());
// ok: skip broken
test.fixme('broken', () => send());
