import fakeTimers from '@sinonjs/fake-timers';

it('is late', async () => {
	// expect: timers fake, advance 250, run-all
	const clock = fakeTimers.install();
	await clock.tickAsync(250);
	clock.runAll();
	// ok: a set clock is not an advance
	clock.setSystemTime(0);
});
