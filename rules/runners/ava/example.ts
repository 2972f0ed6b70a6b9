// runner: ava
import test from 'ava';

declare function send(): Promise<void>;

// expect: run sends mail
test('sends mail', async () => {
	await send();
});

// ok: skip is off
test.skip('is off', () => send());
// ok: fails known
test.failing('known', () => send());
// ok: todo later
test.todo('later');
// expect: run alone
test.serial('alone', () => send());
