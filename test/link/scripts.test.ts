import test from 'ava';
import {findSites} from '../../src/find-sites.ts';
import {makeFolder} from '../make-folder.ts';

const SHARED = `function stop() {}
window.app = {begin: function begin() { stop(); }};`;

const edgesOf = (root: string): Array<[string, string]> => {
	const asked = {dir: root, cwd: root, coverage: [], coveragePerTest: [], traces: [], implicit: false};
	const {graph} = findSites(asked, () => {}).linked;
	const nameOf = (key: string) => graph.getNodeAttribute(key, 'name');
	return graph.mapEdges((_, __, from, to): [string, string] => [nameOf(from), nameOf(to)]);
};

test('scripts of a page share what they declare and what they put on the window', t => {
	const root = makeFolder(t, {
		'package.json': '{"name": "p"}',
		'src/shared.js': SHARED,
		'src/main.js': 'function run() { app.begin(); stop(); window.app.begin(); }',
	});
	const edges = edgesOf(root).filter(([from]) => from === 'run');
	t.deepEqual(edges.map(([, to]) => to).sort(), ['stop', 'window.app.begin']);
});

test('a module keeps its names to itself, and what the platform has is not of the project', t => {
	const root = makeFolder(t, {
		'package.json': '{"name": "p"}',
		'src/shared.js': `${SHARED}\nfunction fetch() {}\nexports.stop = stop;`,
		'src/platform.js': 'function fetch() {}',
		'src/main.js': 'function run() { stop(); fetch(); }',
	});
	t.deepEqual(
		edgesOf(root).filter(([from]) => from === 'run'),
		[],
	);
});
