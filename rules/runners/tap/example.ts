// runner: tap
import {test} from 'tap';

declare function send(): Promise<void>;

// expect: run sends mail
test('sends mail', async () => {
	await send();
});

// ok: skip is off
test.skip('is off', () => send());
// ok: todo later
test('later', {todo: true}, () => send());
