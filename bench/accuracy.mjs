// node bench/accuracy.mjs --labels DIR --subjects DIR --coverage DIR --reports DIR [--certainty possible] NAME…
//
// Scans labelled repositories, each checked out at its labelled commit in SUBJECTS/NAME, with the coverage recorded in
// COVERAGE/NAME.json, and writes REPORTS/NAME.json for the scorer. Of a label file only the sub-folder is read.
import {spawnSync} from 'node:child_process';
import {mkdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

const bin = fileURLToPath(new URL('../bin/unfired.js', import.meta.url));
const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {
		labels: {type: 'string'},
		subjects: {type: 'string'},
		coverage: {type: 'string'},
		reports: {type: 'string'},
		certainty: {type: 'string', default: 'likely'},
	},
});
mkdirSync(values.reports, {recursive: true});
for (const name of positionals) {
	const {root = ''} = JSON.parse(readFileSync(path.join(values.labels, `${name}.json`), 'utf8'));
	const {status, stderr} = spawnSync(
		process.execPath,
		[
			bin,
			'scan',
			path.join(values.subjects, name, root),
			'--coverage',
			path.join(values.coverage, `${name}.json`),
			'--reporter',
			`json=${path.join(values.reports, `${name}.json`)}`,
			'--certainty',
			values.certainty,
			'--quiet',
		],
		{encoding: 'utf8'},
	);
	console.log(`${name}: exit ${status}${stderr ? `\n${stderr}` : ''}`);
}
