import type {Options} from 'yargs';
import {BASELINE_FILE} from '../model/baseline.ts';
import {CERTAINTIES} from '../model/site.ts';
import {WEIGHT_KINDS} from '../model/weight.ts';
import {FORMATS} from '../report/index.ts';

const PER_CENT = '0 to 100';

/** Every option of `unfired scan`. Values come as text and are validated in `scan-arguments.ts`, with words of our own. */
export const SCAN_OPTIONS: Record<string, Options> = {
	coverage: {
		type: 'string',
		array: true,
		requiresArg: true,
		group: 'Coverage:',
		description:
			'Coverage file or folder, in place of those found in coverage/, .nyc_output/ and the like of each package; may be repeated',
	},
	'coverage-per-test': {
		type: 'string',
		array: true,
		requiresArg: true,
		group: 'Coverage:',
		description:
			'Folder of coverage that was recorded for one test file at a time: tells which test fired what (docs/per-test.md); may be repeated',
	},
	trace: {
		type: 'string',
		array: true,
		requiresArg: true,
		group: 'Coverage:',
		description: 'Trace of unfired record, in place of .unfired/trace.json; may be repeated',
	},
	'coverage-root': {
		type: 'string',
		requiresArg: true,
		group: 'Coverage:',
		description: 'Folder that recorded paths begin with where the tests ran elsewhere, like /app in a container',
	},
	format: {
		type: 'string',
		requiresArg: true,
		group: 'Report:',
		description: `Report on the standard output: ${FORMATS.join(', ')} (default text)`,
	},
	reporter: {
		type: 'string',
		array: true,
		requiresArg: true,
		group: 'Report:',
		description: 'NAME=FILE: write a report to a file as well, like sarif=unfired.sarif; may be repeated',
	},
	cache: {
		type: 'boolean',
		default: true,
		group: 'Other:',
		description: 'Keep what did not change for the next scan; --no-cache keeps and uses nothing',
	},
	'cache-dir': {
		type: 'string',
		requiresArg: true,
		group: 'Other:',
		description: 'Where it is kept (default: node_modules/.cache/unfired, nothing where there is no node_modules)',
	},
	certainty: {
		type: 'string',
		requiresArg: true,
		group: 'Report:',
		description: `Least certain sites to report: ${CERTAINTIES.join(', ')} (default likely)`,
	},
	implicit: {
		type: 'boolean',
		group: 'Report:',
		description:
			'Report what libraries do by default as well, like the two retries of got: nothing in the source asks for it',
	},
	weight: {
		type: 'string',
		requiresArg: true,
		group: 'Report:',
		description: `What weights are made of: ${WEIGHT_KINDS.join(', ')} (default blend; docs/weight.md)`,
	},
	traffic: {
		type: 'string',
		requiresArg: true,
		group: 'Report:',
		description:
			'How often routes or functions really ran: a CSV file of names and counts, or OpenTelemetry spans as JSON',
	},
	top: {type: 'string', requiresArg: true, group: 'Report:', description: 'Sites in the text report (default 10)'},
	handlers: {
		type: 'boolean',
		group: 'Report:',
		description: 'Rank plain error handlers among the other sites; gates count them too',
	},
	color: {type: 'boolean', group: 'Report:', description: 'Colours; NO_COLOR and FORCE_COLOR are honoured'},
	ascii: {type: 'boolean', group: 'Report:', description: 'ASCII signs in the text report'},
	quiet: {
		type: 'boolean',
		group: 'Report:',
		description: 'No text report and no progress; files of --reporter are written',
	},
	'fail-on': {
		type: 'string',
		array: true,
		requiresArg: true,
		group: 'Gates (exit code 1):',
		description:
			'unfired: a site has an arc that no test fired; flaw: a site has a flaw; exposure=N: a site has an exposure above N (0 to 1); never (default)',
	},
	'min-error-path-coverage': {
		type: 'string',
		requiresArg: true,
		group: 'Gates (exit code 1):',
		description: `Least error-path coverage in percent (${PER_CENT})`,
	},
	'max-gap': {
		type: 'string',
		requiresArg: true,
		group: 'Gates (exit code 1):',
		description: 'Greatest gap in points: line coverage minus weighted error-path coverage',
	},
	critical: {
		type: 'string',
		array: true,
		requiresArg: true,
		group: 'Gates (exit code 1):',
		description:
			'Files of which no finding may be left, as in .gitignore, like src/payments/**; with figures of their own; may be repeated',
	},
	baseline: {
		type: 'string',
		requiresArg: true,
		group: 'Gates (exit code 1):',
		description: `What was known before and stops nothing, as unfired baseline writes it (default: ${BASELINE_FILE} in the scanned folder, where it stands); --no-baseline for none`,
	},
	'strict-baseline': {
		type: 'boolean',
		group: 'Gates (exit code 1):',
		description: 'No stale entry in the baseline',
	},
	ratchet: {
		type: 'boolean',
		group: 'Gates (exit code 1):',
		description: 'No figure worse than the baseline keeps it (docs/adoption.md)',
	},
};
