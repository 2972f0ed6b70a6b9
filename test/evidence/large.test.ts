import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {findExtents} from '../../src/evidence/documents/json-extents.ts';
import {openDocument} from '../../src/evidence/documents/open-document.ts';
import {openLarge} from '../../src/evidence/documents/open-large.ts';
import type {Tally} from '../../src/evidence/formats/tally.ts';
import {makeFolder} from './support/record.ts';

const FIXTURES = new URL('../../fixtures/', import.meta.url).pathname;
const V8 = join(FIXTURES, 'notifications/coverage/tmp');
const DOCUMENTS = [
	...['catalog-sync', 'checkout', 'weather'].map(name => join(FIXTURES, name, 'coverage/coverage-final.json')),
	...readdirSync(V8).map(name => join(V8, name)),
];

const around = () => ({root: FIXTURES, maps: new Map()});

for (const path of DOCUMENTS) {
	test(`in parts as at once: ${path.slice(FIXTURES.length)}`, t => {
		const whole = openDocument(path, around());
		const tallies: Tally[] = [...openLarge(path, around())].flatMap(part =>
			part.problem === undefined ? part.tallies : [],
		);
		t.true(whole.problem === undefined && whole.tallies.length > 0);
		t.deepEqual(tallies, (whole as {tallies: Tally[]}).tallies);
	});
}

function extentsOf(text: string) {
	const path = join(makeFolder({'a.json': text}), 'a.json');
	const bytes = readFileSync(path);
	const {members, inside, broken} = findExtents(path, ['in']);
	const said = ({key, start, end}: {key: string; start: number; end: number}) =>
		`${key}=${bytes.toString('utf8', start, end).trim()}`;
	return {
		members: members.map(said),
		inside: Object.fromEntries([...inside].map(([name, found]) => [name, found.map(said)])),
		broken,
	};
}

test('extents of members', t => {
	t.deepEqual(
		extentsOf('\uFEFF { "a" : {"x":[1,{"y":"}"}]}, "ä\\"{": "\\\\" ,"c":12, "in":{"d":[1] , "e":null}, "f":[]}\n'),
		{
			members: ['"a"={"x":[1,{"y":"}"}]}', '"ä\\"{"="\\\\"', '"c"=12', '"in"={"d":[1] , "e":null}', '"f"=[]'],
			inside: {in: ['"d"=[1]', '"e"=null']},
			broken: false,
		},
	);
	t.deepEqual(extentsOf('{"in":[{"a":1},2,"x"],"in2":{"b":1}}').inside, {in: ['={"a":1}', '=2', '="x"']});
	t.deepEqual(extentsOf('{}'), {members: [], inside: {}, broken: false});
});

for (const text of [
	'',
	'{',
	'{"a":1',
	'{"a":"',
	'{"a":{"b":1}',
	'{"a":[}]',
	'{"a":1}}',
	'{"a":1} x',
	'[1]',
	'1',
	'{"a":1}{"b":2}',
]) {
	test(`not whole: ${text}`, t => {
		t.true(extentsOf(text).broken);
	});
}
