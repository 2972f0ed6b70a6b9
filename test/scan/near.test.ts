import test from 'ava';
import {scan} from '../../src/scan.ts';
import {makeFolder} from '../make-folder.ts';

const holder = (name: string) =>
	`export class ${name} {\n\tget jobScheduler() {\n\t\ttry {\n\t\t\treturn open(this.name);\n\t\t} catch {\n\t\t\treturn null;\n\t\t}\n\t}\n}\n`;

test('a function that several classes have is meant only where a call is seen to lead to it', async t => {
	const root = makeFolder(t, {
		'package.json': '{}',
		'src/queue.js': holder('Queue'),
		'src/worker.js': holder('Worker'),
		'test/jobs.test.js': `import test from 'ava';
import {Queue} from '../src/queue.js';
import {Worker} from '../src/worker.js';
const queue = new Queue();
test('of the queue', t => { t.truthy(queue.jobScheduler); });
test('of the worker', t => { t.truthy(new Worker()); });
`,
	});
	const {report} = await scan({dir: root, cwd: root});
	const site = report.sites.find(({file}) => file === 'src/worker.js')!;
	t.is(site.name, 'Worker.jobScheduler');
	t.deepEqual(
		site.arcs[0]!.tests.map(({name}) => name),
		['of the worker'],
	);
});
