// runner: qunit
import QUnit from 'qunit';

declare function send(): Promise<void>;

// expect: run sends mail
QUnit.test('sends mail', async () => {
	await send();
});

// ok: skip is off
QUnit.test.skip('is off', () => send());
