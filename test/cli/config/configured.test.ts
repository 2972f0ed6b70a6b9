import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Ajv} from 'ajv';
import test, {type ExecutionContext} from 'ava';
import {configKeys, shapeOf} from '../../../src/cli/config/config-keys.ts';
import {configSchema, renewConfigPage} from '../../../src/cli/config/render-config.ts';
import {run} from '../../../src/cli/run.ts';
import {SCAN_OPTIONS} from '../../../src/cli/scan-options.ts';
import {makeFolder} from '../../make-folder.ts';
import {fakeWorld} from '../fake-world.ts';

/** What the scan is asked for in a repository of these files. */
async function ask(t: ExecutionContext, files: Record<string, string>, argv: string[] = [], below = '.') {
	const root = makeFolder(t, {'.git/HEAD': '', 'packages/api/a.ts': '', ...files});
	const world = fakeWorld(['--no-cache', ...argv], {cwd: join(root, below)});
	const code = await run(world);
	return {code, asked: world.asked[0], err: world.err.join(''), out: world.out.join('')};
}

const SAME: Record<string, string> = {
	'unfired.config.json': '{"implicit": true, "certainty": "sure", "ignore": ["a", "b"]}',
	'unfired.config.jsonc':
		'\uFEFF// why\n{\n\t"implicit": true, /* and */ "certainty": "sure",\n\t"ignore": ["a", "b",],\n}\n',
	'unfired.config.yml': 'implicit: true\ncertainty: sure\nignore: [a, b]\n',
	'unfired.config.yaml': '# why\nimplicit: true\ncertainty: sure\nignore:\n  - a\n  - b\n',
	'package.json': '{"name": "x", "unfired": {"implicit": true, "certainty": "sure", "ignore": ["a", "b"]}}',
};

for (const [file, text] of Object.entries(SAME)) {
	test(`${file} is read`, async t => {
		const {asked, code} = await ask(t, {[file]: text});
		t.is(code, 0);
		t.true(asked!.implicit);
		t.is(asked!.certainty, 'sure');
		t.deepEqual(asked!.ignore, ['a', 'b']);
	});
}

test('what is typed replaces what the config says, lists and switches too', async t => {
	const files = {'unfired.config.json': SAME['unfired.config.json']!};
	const {asked} = await ask(t, files, ['--no-implicit', '--ignore', 'c', '--certainty', 'possible']);
	t.false(asked!.implicit);
	t.deepEqual(asked!.ignore, ['c']);
	t.is(asked!.certainty, 'possible');
});

test('gates, reports and switches of the config hold as if they were typed', async t => {
	const config = {
		failOn: ['unfired'],
		format: 'json',
		reporter: 'text=out/u.txt',
		handlers: true,
		top: 3,
		cache: false,
	};
	const {code, out} = await ask(t, {'unfired.config.json': JSON.stringify(config)});
	t.is(code, 1);
	t.is(JSON.parse(out).version, 1);
});

test('the nearest config holds, up to the root of the repository', async t => {
	const near = {
		'packages/api/unfired.config.yml': 'weight: reach\n',
		'unfired.config.yml': 'weight: pagerank\nimplicit: true\n',
	};
	const {asked} = await ask(t, near, ['packages/api']);
	t.is(asked!.weight, 'reach');
	t.false(asked!.implicit, 'nothing of the outer one');
	const above = await ask(t, {'unfired.config.yml': 'implicit: true'}, [], 'packages/api');
	t.true(above.asked!.implicit);
	const beyond = await ask(t, {'unfired.config.yml': 'implicit: true', 'packages/.git/HEAD': ''}, [], 'packages/api');
	t.false(beyond.asked!.implicit);
	const named = await ask(t, {...near, 'other.jsonc': '{"implicit": true}'}, ['--config', 'other.jsonc']);
	t.true(named.asked!.implicit);
	const none = await ask(t, {...near, 'unfired.config.json': '{"nope": 1}'}, ['--no-config']);
	t.is(none.code, 0);
	t.false(none.asked!.implicit);
});

test('without a repository around it, only the folder itself is looked in', async t => {
	const root = makeFolder(t, {'unfired.config.yml': 'implicit: true', 'api/a.ts': ''});
	const world = fakeWorld(['--no-cache'], {cwd: join(root, 'api')});
	t.is(await run(world), 0);
	t.false(world.asked[0]!.implicit);
});

test('paths and globs are relative to the config', async t => {
	const config = {
		coverage: ['build/c.json'],
		traffic: 'spans.json',
		cacheDir: 'kept',
		coverageRoot: '/app',
		ignore: ['packages/api/src/**', '!packages/*/keep.ts', 'packages/web/**', '*.gen.ts', '**/old/**'],
	};
	const {asked} = await ask(t, {'unfired.config.json': JSON.stringify(config)}, ['--cache'], 'packages/api');
	t.deepEqual(asked!.coverage, ['../../build/c.json']);
	t.is(asked!.traffic, '../../spans.json');
	t.true(asked!.cache!.endsWith('/kept'));
	t.false(asked!.cache!.includes('packages'));
	t.is(asked!.coverageRoot, '/app');
	t.deepEqual(asked!.ignore, ['src/**', '!/keep.ts', '*.gen.ts', '**/old/**']);
});

test('a file of --reporter too, and - stays what it is', async t => {
	const root = makeFolder(t, {
		'.git/HEAD': '',
		'in/a.ts': '',
		'unfired.config.yml': 'reporter: [json=out/u.json, sarif=-]\n',
	});
	const world = fakeWorld(['--no-cache'], {cwd: join(root, 'in')});
	t.is(await run(world), 0);
	t.is(JSON.parse(readFileSync(join(root, 'out/u.json'), 'utf8')).version, 1);
	t.is(JSON.parse(world.out.join('')).version, '2.1.0');
});

const MISTAKES: Array<[files: Record<string, string>, said: RegExp]> = [
	[
		{'unfired.config.json': '{\n"covrage": "a"}'},
		/unfired\.config\.json:2: "covrage" is no key .* did you mean "coverage"\?/,
	],
	[{'unfired.config.json': '{"fail-on": "never"}'}, /:1: "fail-on" is no key .*"failOn"/],
	[{'unfired.config.json': '{"config": "a"}'}, /"config" is no key/],
	[{'unfired.config.json': '{"__proto__": {"a": 1}}'}, /"__proto__" is no key/],
	[
		{'unfired.config.jsonc': '{\n\n"coverage": ["a",\n7]}'},
		/unfired\.config\.jsonc:4: "coverage\[1\]" is 7 and must be text/,
	],
	[
		{'unfired.config.yml': 'quiet: true\nignore:\n  - a\n  - [b]\n'},
		/unfired\.config\.yml:4: "ignore\[1\]" is \["b"\] and must be text/,
	],
	[{'unfired.config.yml': 'maxGap: 200\n'}, /:1: "maxGap" is 200 and must be a number from -100 to 100/],
	[{'unfired.config.yml': 'top: 1.5\n'}, /"top" is 1.5 and must be a whole number of at least 0/],
	[{'unfired.config.yml': 'implicit: "yes"\n'}, /"implicit" is "yes" and must be true or false/],
	[{'unfired.config.yml': 'certainty: maybe\n'}, /"certainty" is "maybe" and must be one of sure, likely, possible/],
	[
		{'unfired.config.yml': 'quiet: true\nfailOn: exposure=2\n'},
		/unfired\.config\.yml:2: --fail-on "exposure=2" is none of/,
	],
	[{'unfired.config.yml': 'ignore: {a: b}\n'}, /"ignore" is \{"a":"b"\} and must be text or a list of text/],
	[{'package.json': '{\n"unfired": {\n"top": "many"}}'}, /package\.json:3: "top" is "many"/],
	[{'unfired.config.json': '{"top": 1'}, /unfired\.config\.json:1 cannot be read: close brace expected/],
	[{'unfired.config.yml': 'top: 1\ntop: 2\n'}, /unfired\.config\.yml:\d cannot be read: Map keys must be unique/],
	[{'unfired.config.yml': '- a\n'}, /must hold an object/],
	[{'unfired.config.js': ''}, /unfired\.config\.js is not read: a config is data/],
	[
		{'unfired.config.json': '{}', 'unfired.config.yml': ''},
		/two configs, unfired\.config\.json and unfired\.config\.yml/,
	],
	[
		{'unfired.config.json': '{}', 'package.json': '{"unfired": {}}'},
		/two configs, unfired\.config\.json and package\.json/,
	],
];

for (const [files, said] of MISTAKES) {
	test(`a mistake is told with its place: ${JSON.stringify(files)}`, async t => {
		const {code, err, asked} = await ask(t, files);
		t.is(code, 2);
		t.regex(err, said);
		t.regex(err, /^unfired: [^\n]+\n$/);
		t.is(asked, undefined);
	});
}

test('a config that is named must be there, and be one by its name', async t => {
	t.regex((await ask(t, {}, ['--config', 'no.json'])).err, /config no\.json cannot be read \(ENOENT\)/);
	t.regex((await ask(t, {'a.toml': ''}, ['--config', 'a.toml'])).err, /a\.toml is none of JSON, JSONC and YAML/);
	t.regex((await ask(t, {'d.json/a': ''}, ['--config', 'd.json'])).err, /d\.json is not a file/);
});

test('an alias that unfolds beyond reason is refused', async t => {
	const bomb = [
		'a: &a [x,x,x,x,x,x,x,x,x]',
		...[...'bcdefgh'].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[at]}`).join(',')}]`),
	];
	const {code, err} = await ask(t, {'unfired.config.yml': `${bomb.join('\n')}\n`});
	t.is(code, 2);
	t.regex(err, /cannot be read/);
});

test('every option but --config is a key, and the schema in the package says so', t => {
	const dashed = (key: string) => key.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
	t.deepEqual(
		[...configKeys().keys()].map(dashed),
		Object.keys(SCAN_OPTIONS).filter(name => name !== 'config'),
	);
	const shipped = readFileSync('schema/config.json', 'utf8');
	t.deepEqual(JSON.parse(shipped), JSON.parse(JSON.stringify(configSchema())), 'run npm run docs:config');
	const page = readFileSync('docs/configuration.md', 'utf8');
	t.is(renewConfigPage(page), page, 'run npm run docs:config');
});

test('the schema and unfired take the same values', async t => {
	const validate = new Ajv({allowUnionTypes: true}).compile(JSON.parse(readFileSync('schema/config.json', 'utf8')));
	const [, example = ''] = /```jsonc\n.*?\n(.*?)```/s.exec(readFileSync('docs/configuration.md', 'utf8'))!;
	for (const text of [example, SAME['unfired.config.json']!]) t.true(validate(JSON.parse(text)), text);
	t.is((await ask(t, {'unfired.config.jsonc': example})).code, 1, 'it is read, and its gates are judged');
	for (const text of ['{"nope": 1}', '{"maxGap": 200}', '{"top": 1.5}', '{"ignore": [1]}', '{"quiet": "yes"}'])
		t.false(validate(JSON.parse(text)), text);
});

test('an option that says nothing of a config has a shape by its type', t => {
	t.deepEqual(shapeOf({type: 'boolean'}), {type: 'boolean'});
	t.deepEqual(shapeOf({type: 'string'}), {type: 'string', minLength: 1});
	t.deepEqual(shapeOf({type: 'string', array: true}).anyOf?.length, 2);
	t.is(
		configKeys({'include-suppressed': {type: 'boolean'}})
			.keys()
			.next().value,
		'includeSuppressed',
	);
});
