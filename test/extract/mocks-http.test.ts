import test from 'ava';
import {lines} from './mocks-read.ts';

test('nock: host, path, status, error, delay, times', t => {
	t.deepEqual(
		lines(`
import nock from 'nock';
const url = 'https://version.example.com';
it('a', async () => {
	nock(url).post('/').reply(200, {});
	nock('http://api.example.com:8080/v1').get('/users').times(3).reply(503);
	nock(url).persist().get('/a').reply(500);
	nock(url).get('/b').delay(2000).reply(200).get('/c').replyWithError({code: 'ECONNRESET'});
	const scope = nock(url);
	scope.get('/d').reply(() => [429, '']);
	scope.get('/e').reply(status);
	nock(process.env.URL).get('/').reply(200);
	nock.disableNetConnect();
});`),
		[
			'nock host version.example.com/: success once',
			'nock host api.example.com:8080/users: status503',
			'nock host version.example.com/a: status500',
			'nock host version.example.com/b: after 2000 once, success once',
			'nock host version.example.com/c: network once',
			'nock host version.example.com/d: status429 once',
			'nock host version.example.com/e: unknown once',
			'nock host /: success once',
		],
	);
});

test('undici MockAgent', t => {
	t.deepEqual(
		lines(`
import {MockAgent} from 'undici';
it('a', async () => {
	const agent = new MockAgent();
	const pool = agent.get('https://api.example.com');
	pool.intercept({path: '/a', method: 'GET'}).reply(500, {}).persist();
	pool.intercept({path: '/b'}).replyWithError(new Error('x'));
	agent.get('https://other.example.com').intercept({path: '/c'}).reply(200).delay(10);
});`),
		[
			'MockAgent host api.example.com/a: status500',
			'MockAgent host api.example.com/b: network once',
			'MockAgent host other.example.com/c: after 10 once, success once',
		],
	);
});

test('msw 2 and 1', t => {
	t.deepEqual(
		lines(`
import {http, rest, HttpResponse, delay} from 'msw';
const handlers = [
	http.get('https://api.example.com/a', () => HttpResponse.json({})),
	http.get('https://api.example.com/b', () => new HttpResponse(null, {status: 503}), {once: true}),
	http.post('/c', () => HttpResponse.error()),
	http.get('/d', async () => { await delay('infinite'); return HttpResponse.json({}); }),
	rest.get('/e', (req, res, ctx) => res(ctx.status(500))),
	rest.get('/f', (req, res) => res.networkError('x')),
];`),
		[
			'msw host api.example.com/a: success',
			'msw host api.example.com/b: status503 once',
			'msw host /c: network',
			'msw host /d: success, after ?',
			'msw host /e: status500',
			'msw host /f: network',
		],
	);
});

test('axios-mock-adapter', t => {
	t.deepEqual(
		lines(`
import MockAdapter from 'axios-mock-adapter';
it('a', () => {
	mock.onGet('/a').reply(500);
	mock.onPost('/b').networkErrorOnce();
	mock.onAny().reply(200);
});`),
		[
			'axios-mock-adapter axios.get: status500',
			'axios-mock-adapter axios.post: network once',
			'axios-mock-adapter axios.any: success',
		],
	);
});

test('a handler that is given the exchange: one call on it tells, several do not', t => {
	t.deepEqual(
		lines(`
import {test} from '@playwright/test';
test('a', async ({page}) => {
	await page.route('https://api.example.com/a', route => route.fulfill({status: 429}));
	await page.route('/b', route => { if (late()) return route.abort(); return route.continue(); });
	await page.route('/c', stub);
	await other.route('/d', route => route.abort());
});`).filter(line => line.startsWith('playwright ')),
		['playwright host api.example.com/a: status429', 'playwright host /b: unknown', 'playwright host /c: unknown'],
	);
});

test('cy.intercept without an answer only watches; a method before the address is none', t => {
	t.deepEqual(
		lines(`
it('a', () => {
	cy.intercept('/a');
	cy.intercept('POST', '/b');
	cy.intercept('PUT', '/c', {statusCode: 500});
	cy.intercept('/d', 'hello');
});`),
		['cypress host /c: status500', 'cypress host /d: success'],
	);
});

test('a verb named Once counts once where the library has the other one too', t => {
	t.deepEqual(
		lines(`
import fetchMock from 'fetch-mock';
import moxios from 'moxios';
it('a', () => {
	fetchMock.once('/a', 500);
	fetchMock.getOnce('/b', 500);
	moxios.stubOnce('GET', '/c', {status: 500});
});`),
		['fetch-mock host /a: status500 once', 'fetch-mock host /b: status500 once', 'moxios host /c: status500'],
	);
});

test('a response handed to a fetch mock tells its status', t => {
	t.deepEqual(
		lines(`
import createFetchMock from 'vitest-fetch-mock';
it('a', () => {
	fetchMock.mockResponseOnce({status: 500, body: ''});
	fetchMock.mockResponseOnce(new Response('', {status: 503}));
	fetchMock.mockResponse(JSON.stringify({status: 500}));
});`),
		['mocked global fetchMock: status500 once, status503 once, success'],
	);
});
