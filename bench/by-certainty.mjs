// node bench/by-certainty.mjs REPORTS OUT
//
// Splits reports (made with --certainty possible) into OUT/sure, OUT/likely and OUT/possible, each with the sites of that
// certainty alone, so that the scorer's precision on a folder is the share of true sites at that certainty.
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const [from, to] = process.argv.slice(2);
for (const name of readdirSync(from).filter(each => each.endsWith('.json'))) {
	const report = JSON.parse(readFileSync(path.join(from, name), 'utf8'));
	for (const certainty of ['sure', 'likely', 'possible']) {
		const folder = path.join(to, certainty);
		mkdirSync(folder, {recursive: true});
		const sites = report.sites.filter(site => site.certainty === certainty);
		writeFileSync(path.join(folder, name), JSON.stringify({...report, sites}));
	}
}
