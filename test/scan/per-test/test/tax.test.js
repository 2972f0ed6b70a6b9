import assert from 'node:assert/strict';
import {mock, test} from 'node:test';
import {client} from '../src/client.js';
import {tax} from '../src/tax.js';

test('a tax after a failure', async () => {
	const get = mock.method(client, 'get', async () => ({rate: 0.1}));
	get.mock.mockImplementationOnce(async () => {
		throw new Error('busy');
	});
	assert.deepEqual(await tax('de'), {rate: 0.1});
});
