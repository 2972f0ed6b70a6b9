import {readFileSync} from 'node:fs';
import {Ajv} from 'ajv';
import test from 'ava';
import {type Schema, validate} from '../../src/catalogue/validate.ts';

const schema = JSON.parse(readFileSync(new URL('../../schema/rule.json', import.meta.url), 'utf8')) as Schema;
const full = new Ajv({allowUnionTypes: true}).compile(schema);

const rule = (site: object, rest: object = {}) => ({
	package: 'a',
	majors: [1],
	checked: '1.0.0',
	docs: 'https://example.com',
	sites: [{kind: 'retry', call: 'default', arcs: {retry: {}}, ...site}],
	...rest,
});

const RIGHT = {
	'the least': rule({}),
	'an arc without more': rule({arcs: {retry: null}}),
	'one clause or several': rule({when: [{retries: ['present', 0]}], unless: {forever: true}}),
	'one piece of evidence or several': rule({
		arcs: {retry: {fires: [{callback: '#0'}, {after: 'retry', proves: 'no'}]}},
	}),
};

const WRONG = {
	'no mapping': 'rule',
	'a missing field': {...rule({}), package: undefined},
	'an unknown field': rule({}, {author: 'me'}),
	'an unknown kind': rule({kind: 'hope'}),
	'an empty list': rule({}, {sites: []}),
	'a number for a path': rule({call: 5}),
	'a list in a list': rule({call: [['default']]}),
	'a version that is none': rule({}, {checked: 'new'}),
	'evidence of no kind': rule({arcs: {retry: {fires: {}}}}),
	'an unknown answer': rule({arcs: {retry: {fires: {callback: '#0', proves: 'maybe'}}}}),
};

for (const [name, value] of Object.entries(RIGHT)) {
	test(`allows ${name}, as a full validator does`, t => {
		t.deepEqual(validate(schema, value), []);
		t.true(full(value));
	});
}

for (const [name, value] of Object.entries(WRONG)) {
	test(`refuses ${name}, as a full validator does`, t => {
		const plain = JSON.parse(JSON.stringify(value)) as unknown;
		t.true(validate(schema, plain).length > 0);
		t.false(full(plain));
	});
}

test('says where and what', t => {
	t.deepEqual(validate(schema, rule({arcs: {retry: {fires: [{callback: 5}]}}})), [
		{path: ['sites', 0, 'arcs', 'retry', 'fires', 0, 'callback'], message: 'is integer, expected string'},
	]);
});
