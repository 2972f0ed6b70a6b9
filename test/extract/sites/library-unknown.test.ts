import test from 'ava';
import {extractUnknownOptions} from '../../../src/extract/sites/library-unknown.ts';
import {indexFile} from '../../../src/extract/walk.ts';
import type {RuleBook} from '../../../src/model/rule.ts';

const book = {packages: {known: {}}, modules: {known: 'known'}} as unknown as RuleBook;

const sitesIn = (text: string) =>
	extractUnknownOptions(indexFile('src/a.ts', text), book).map(
		({kind, line, mechanism, certainty}) => `${kind} ${line} ${mechanism} ${certainty}`,
	);

const FOUND: Record<string, string> = {
	'an awaited call': `
const probe = require('prober');
const seen = await probe.promise.check(host, {
	timeout: ms / 1000,
});`,
	'a client that is kept': `
import {Client} from 'prober';
const client = new Client({
	connectTimeout: config.wait,
});`,
	'a method of what it made, through a constant': `
import probe from 'prober';
const options = {
	timeout: 500,
};
const session = probe();
export const ask = () => session.ask('x', options);`,
	'a call that calls back': `
import {connect} from 'prober';
connect(host, {
	deadline,
}, (error, link) => done(error, link));`,
};

for (const [name, code] of Object.entries(FOUND))
	test(`a deadline given to a package that no rule knows: ${name}`, t => {
		const line = code.split('\n').findIndex(text => /^\t(timeout|connectTimeout|deadline)/.test(text)) + 1;
		t.deepEqual(sitesIn(code), [`timeout ${line} library:prober likely`]);
	});

const RETRIES: Record<string, string> = {
	'so many more attempts': `
import {ask} from 'prober';
const answer = await ask('x', {
	retries: 3,
});`,
	'a client with a policy': `
import {Client} from 'prober';
export const client = new Client({
	retry: {limit: most},
});`,
};

for (const [name, code] of Object.entries(RETRIES))
	test(`a retry that a package is asked for: ${name}`, t => {
		const line = code.split('\n').findIndex(text => /^\tretr/.test(text)) + 1;
		t.deepEqual(sitesIn(code), [`retry ${line} library:prober likely`]);
	});

test('a deadline in the options that a client asks a function for', t => {
	const code = `
import {Issuer, custom} from 'prober';
const issuer = new Issuer({});
const client = new issuer.Client({id});
client[custom.options] = () => ({timeout: 10000});
window.options = () => ({timeout: 10000});`;
	t.deepEqual(sitesIn(code), ['timeout 5 library:prober likely']);
});

test('the draft stands only if the module is none of the project', t => {
	const index = indexFile('src/a.ts', "import {ask} from '@own/ask';\nawait ask({timeout: 5});");
	const [draft] = extractUnknownOptions(index, book);
	t.deepEqual(draft?.open, [{kind: 'outside', module: '@own/ask'}]);
});

const OTHERS: Record<string, string> = {
	'a message that goes away': "import {show} from 'bubbles';\nshow('saved', {timeout: 3000});",
	'switched off': "import {ask} from 'prober';\nawait ask({timeout: 0});\nawait ask({timeout: undefined});",
	'no more attempts':
		"import {ask} from 'prober';\nawait ask({retries: 0, retry: false});\nawait ask({maxAttempts: 1});",
	'a package of the catalogue': "import {ask} from 'known';\nawait ask({timeout: 5});",
	'a file of the project':
		"import {ask} from './ask.js';\nimport b from '@/b';\nawait ask({timeout: 5});\nawait b({timeout: 5});",
	'a module of the platform': "import {get} from 'http';\nawait get({timeout: 5});",
	'a text that speaks of it': "import {t} from 'words';\nexport const say = () => t('late', {timeout: 5});",
	'a schema': "import {z} from 'forms';\nexport const shape = z.object({timeout: z.number()});",
};

for (const [name, code] of Object.entries(OTHERS))
	test(`no deadline: ${name}`, t => {
		t.deepEqual(sitesIn(code), []);
	});
