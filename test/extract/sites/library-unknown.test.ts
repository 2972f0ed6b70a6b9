import test from 'ava';
import {extractUnknownDeadlines} from '../../../src/extract/sites/library-unknown.ts';
import {indexFile} from '../../../src/extract/walk.ts';
import type {RuleBook} from '../../../src/model/rule.ts';

const book = {packages: {known: {}}, modules: {known: 'known'}} as unknown as RuleBook;

const sitesIn = (text: string) =>
	extractUnknownDeadlines(indexFile('src/a.ts', text), book).map(
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

const OTHERS: Record<string, string> = {
	'a message that goes away': "import {show} from 'bubbles';\nshow('saved', {timeout: 3000});",
	'switched off': "import {ask} from 'prober';\nawait ask({timeout: 0});\nawait ask({timeout: undefined});",
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
