import {test} from '@playwright/test';

test('is late', async ({page}) => {
	// expect: timers fake, advance 1000
	await page.clock.install();
	await page.clock.fastForward(1000);
	// ok: a set clock is not an advance
	await page.clock.setFixedTime(0);
});
