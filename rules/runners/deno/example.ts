// runner: deno

declare function send(): Promise<void>;

// expect: run sends mail
Deno.test('sends mail', async () => {
	await send();
});

// ok: skip is off
Deno.test.ignore('is off', () => send());
// ok: skip by option
Deno.test('by option', {ignore: true}, () => send());
