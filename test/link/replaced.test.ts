import test from 'ava';
import {loadRules} from '../../src/catalogue/index.ts';
import {extractFile} from '../../src/extract/extract-file.ts';
import {linkProject} from '../../src/link/link-project.ts';
import {projectOf} from './facts-of.ts';

const {book} = loadRules();

const PRICE = `
import {query} from './db.js';
import {log} from './log.js';
export async function price(id) {
	try {
		return await query(id);
	} catch {
		return 0;
	}
}`;
const DB = `import pg from 'pg';\nexport async function query(id) { return pool.query(id); }\nexport const pool = new pg.Pool();`;

/** What `test/price.test.js` puts in the place of `query`: `whole outcome`. */
function replacedBy(text: string, more: Record<string, string> = {}): string {
	const files: Record<string, string> = {'src/price.js': PRICE, 'src/db.js': DB, 'test/price.test.js': text, ...more};
	const facts = Object.entries(files).map(([file, text]) =>
		extractFile({file, role: file.startsWith('test/') ? 'test' : 'source', text}, book),
	);
	const linked = linkProject(facts, projectOf());
	const site = linked.sites.find(({file, kind}) => file === 'src/price.js' && kind === 'fallback')!;
	const {whole, outcome} = linked.replacedIn!(site.id, 'test/price.test.js');
	return `${whole ? 'whole' : 'partly'} ${outcome}`;
}

const HEAD = `import {vi, it} from 'vitest';
import * as db from '../src/db.js';
import {price} from '../src/price.js';
`;
const TESTS = `it('a', () => price(1));\nit('b', () => price(2));\n`;
const MOCK = `vi.mock('../src/db.js', () => ({query: vi.fn(async () => 5)}));\n`;

test('a module mock stands for every test of its file', t => {
	t.is(replacedBy(HEAD + MOCK + TESTS), 'whole succeeds');
	t.is(replacedBy(`${HEAD}vi.mock('../src/db.js');\n${TESTS}`), 'whole succeeds');
	t.is(replacedBy(HEAD + TESTS), 'partly unknown');
});

test('another module, and a factory without the operation', t => {
	t.is(replacedBy(`${HEAD}vi.mock('../src/other.js');\n${TESTS}`), 'partly unknown');
	t.is(replacedBy(`${HEAD}vi.mock('../src/db.js', () => ({pool: {}}));\n${TESTS}`), 'partly unknown');
});

test('a failure or something unread among what is set', t => {
	const fails = `it('c', () => { vi.mocked(db.query).mockRejectedValueOnce(new Error('x')); return price(3); });\n`;
	t.not(replacedBy(HEAD + MOCK + TESTS + fails), 'whole succeeds');
	const unread = `it('c', () => { vi.mocked(db.query).mockImplementation(answers.next); return price(3); });\n`;
	t.not(replacedBy(HEAD + MOCK + TESTS + unread), 'whole succeeds');
});

test('a homonym proves nothing, but its failure is in the way', t => {
	const homonym = `const other = {query: vi.fn(async () => 5)};\n`;
	t.regex(replacedBy(HEAD + homonym + TESTS), /^partly/);
	const failing = `const other = {query: vi.fn().mockRejectedValue(new Error('x'))};\n`;
	t.not(replacedBy(HEAD + MOCK + failing + TESTS), 'whole succeeds');
});

test('what the object comes from is replaced: then it is whatever the test makes', t => {
	const files = {
		'src/price.js': `import {getClient} from './client.js';
export async function price(id) {
	const client = getClient();
	try {
		return await client.prices.load(id);
	} catch {
		return 0;
	}
}`,
		'src/client.js': `import hub from 'hub';\nexport function getClient() { return new hub(); }`,
	};
	const mock = `vi.mock('../src/client.js', () => ({getClient: vi.fn()}));\n`;
	const made = (load: string) =>
		`it('a', () => { vi.mocked(getClient).mockReturnValue({prices: {load: ${load}}}); return price(1); });\n`;
	const head = `import {vi, it} from 'vitest';\nimport {getClient} from '../src/client.js';\n`;
	t.is(replacedBy(head + mock + made('vi.fn(async () => 1)') + TESTS, files), 'whole succeeds');
	t.not(replacedBy(head + mock + made('vi.fn().mockRejectedValue(new Error())') + TESTS, files), 'whole succeeds');
	t.regex(replacedBy(head + made('vi.fn(async () => 1)') + TESTS, files), /^partly/, 'other tests get the real one');
	t.regex(replacedBy(head + mock + TESTS, files), /^partly/, 'nothing is known of what the call then does');
});

const SPY = `vi.spyOn(db, 'query').mockResolvedValue(5);`;

test('in a hook of every test, in each test, in one suite, in one test alone', t => {
	t.is(replacedBy(`${HEAD}beforeEach(() => { ${SPY} });\n${TESTS}`), 'whole succeeds');
	t.is(
		replacedBy(`${HEAD}it('a', () => { ${SPY} price(1); });\nit('b', () => { ${SPY} price(2); });`),
		'whole succeeds',
	);
	t.is(replacedBy(`${HEAD}it('a', () => { ${SPY} price(1); });\nit('b', () => price(2));`), 'partly succeeds');
	const suite = `describe('s', () => {\nbeforeEach(() => { ${SPY} });\n${TESTS}});\n`;
	t.is(replacedBy(HEAD + suite), 'whole succeeds');
	t.is(replacedBy(`${HEAD}${suite}it('c', () => price(3));`), 'partly succeeds');
	t.is(replacedBy(`${HEAD}${suite}it.skip('c', () => price(3));`), 'whole succeeds', 'a skipped test sees nothing');
});

test('what is set up once is gone after the first restore', t => {
	const restore = 'afterEach(() => vi.restoreAllMocks());\n';
	t.is(replacedBy(`${HEAD}${restore}beforeEach(() => { ${SPY} });\n${TESTS}`), 'whole succeeds');
	t.is(replacedBy(`${HEAD}${restore}beforeAll(() => { ${SPY} });\n${TESTS}`), 'partly succeeds');
	t.is(replacedBy(`${HEAD}${restore}${SPY}\n${TESTS}`), 'partly succeeds');
	t.is(replacedBy(`${HEAD}${MOCK}it('a', () => { vi.doUnmock('../src/db.js'); });`), 'partly succeeds');
});
