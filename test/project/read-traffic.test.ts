import test from 'ava';
import {readTraffic} from '../../src/project/read-traffic.ts';
import {makeFolder} from '../make-folder.ts';

test('counts of every shape', t => {
	const read = (text: string) => readTraffic('traffic', makeFolder(t, {traffic: text}));
	const counts = [
		{name: 'GET /orders', count: 1200},
		{name: 'Charger.charge', count: 3},
	];
	t.deepEqual(read('route,count\nGET /orders,1200\n"Charger.charge","3"\n\n# a comment\n'), counts);
	t.deepEqual(read('\uFEFFGET /orders;1200\r\nCharger.charge;3\r\n'), counts);
	t.deepEqual(read('{"GET /orders": 1200, "Charger.charge": 3, "none": 0, "wrong": "x"}'), counts);
	t.deepEqual(read('[{"route": "GET /orders", "count": 1200}, {"name": "Charger.charge", "count": 3}, null]'), counts);
	t.deepEqual(read('GET /a,1\nGET /a,2'), [{name: 'GET /a', count: 3}]);
});

test('OpenTelemetry spans: what enters the process counts, by route, by function, by its own name', t => {
	const attribute = (key: string, stringValue: string) => ({key, value: {stringValue}});
	const spans = [
		{
			kind: 2,
			parentSpanId: 'p',
			name: 'x',
			attributes: [attribute('http.request.method', 'GET'), attribute('http.route', '/orders')],
		},
		{
			kind: 'SPAN_KIND_SERVER',
			name: 'x',
			attributes: [attribute('http.method', 'GET'), attribute('http.route', '/orders')],
		},
		{kind: 3, parentSpanId: 'p', name: 'inner', attributes: []},
		{kind: 1, name: 'tick', attributes: [attribute('code.function', 'everyMinute')]},
		{kind: 5, parentSpanId: 'p', name: 'mails process'},
	];
	const document = JSON.stringify({resourceSpans: [{scopeSpans: [{spans}]}]});
	const expected = [
		{name: 'GET /orders', count: 2},
		{name: 'everyMinute', count: 1},
		{name: 'mails process', count: 1},
	];
	t.deepEqual(readTraffic('a.json', makeFolder(t, {'a.json': document})), expected);
	const twice = readTraffic('a.jsonl', makeFolder(t, {'a.jsonl': `${document}\n${document}\n`}));
	t.deepEqual(
		twice,
		expected.map(({name, count}) => ({name, count: count * 2})),
	);
});

test('a file without counts, or none, is a mistake that says what to write', t => {
	const root = makeFolder(t, {
		empty: '',
		broken: '{"a": ',
		text: 'hello\nworld',
		zip: new Uint8Array([0x50, 0x4b, 0, 1, 2]),
	});
	for (const file of ['empty', 'broken', 'text', 'zip'])
		t.throws(() => readTraffic(file, root), {message: /holds no counts.*GET \/orders,1200/}, file);
	t.throws(() => readTraffic('gone', root), {message: /"?gone"? cannot be read/});
});
