import {test} from '@playwright/test';

test('is late', async ({page}) => {
	// expect: timers fake, advance 1000, advance 500
	await page.clock.install();
	await page.clock.fastForward(1000);
	await page.clock.runFor(500);
	// ok: a set clock is not an advance
	await page.clock.setFixedTime(0);
	// expect: playwright host api.example.com/a: network
	await page.route('https://api.example.com/a', route => route.abort('failed'));
	// expect: playwright host api.example.com/b: status503
	await page.route('https://api.example.com/b', async route => {
		await route.fulfill({status: 503});
	});
	// expect: playwright host api.example.com/c: unknown
	await page.route('https://api.example.com/c', route => route.continue());
});
