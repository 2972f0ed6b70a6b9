import assert from 'node:assert/strict';
import {mock, test} from 'node:test';
import {client} from '../src/client.js';
import {price} from '../src/price.js';
import {stock} from '../src/stock.js';
import {tax} from '../src/tax.js';

test('adds prices', async () => {
	mock.method(client, 'get', async () => ({amount: 5}));
	const [a, b] = [await price('a'), await price('b')];
	assert.equal(a.amount + b.amount, 10);
});

test('counts the stock', async () => {
	mock.method(client, 'get', async () => ({count: 3}));
	assert.deepEqual(await stock('a'), {count: 3});
});

test('a tax', async () => {
	mock.method(client, 'get', async () => ({rate: 0.2}));
	assert.deepEqual(await tax('at'), {rate: 0.2});
});
