import type {Options} from 'yargs';
import {BASELINE_FILE} from '../model/baseline.ts';
import {CERTAINTIES} from '../model/site.ts';
import {WEIGHT_KINDS} from '../model/weight.ts';
import {FORMATS} from '../report/formats.ts';
import {numberFrom, oneOf, type Shape, TEXT, TEXTS, WHOLE} from './config/shape.ts';

const MODULE: Shape = {
	anyOf: [
		TEXT,
		{
			type: 'object',
			required: ['files'],
			properties: {
				files: TEXTS,
				failOn: TEXTS,
				minErrorPathCoverage: numberFrom(0, 100),
				maxGap: numberFrom(-100, 100),
				maxExposure: {type: 'number', minimum: 0},
			},
		},
	],
};
const CRITICAL: Shape = {anyOf: [...MODULE.anyOf!, {type: 'array', items: MODULE}]};

const PER_CENT = '0 to 100';

/** An option as yargs takes it. In a config file it is a key, in camel case. */
export interface ScanOption extends Options {
	/** What a config file may say for it; where absent, by `type` and `array`. */
	shape?: Shape;
	/** Relative to the folder of the config that says it: a path, the FILE of NAME=FILE, or globs. */
	relative?: 'path' | 'report' | 'glob';
}

/** Every option of `unfired scan`. Values come as text and are validated in `scan-arguments.ts`, with words of our own. */
export const SCAN_OPTIONS: Record<string, ScanOption> = {
	coverage: {
		relative: 'path',
		type: 'string',
		array: true,
		requiresArg: true,
		group: 'Coverage:',
		description:
			'Coverage file or folder, in place of those found in coverage/, .nyc_output/ and the like of each package; may be repeated',
	},
	'coverage-per-test': {
		relative: 'path',
		type: 'string',
		array: true,
		requiresArg: true,
		group: 'Coverage:',
		description:
			'Folder of coverage that was recorded for one test file at a time: tells which test fired what (docs/per-test.md); may be repeated',
	},
	trace: {
		relative: 'path',
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
		shape: oneOf(FORMATS),
		type: 'string',
		requiresArg: true,
		group: 'Report:',
		description: 'The same as --reporter NAME: a report on the standard output (default text)',
	},
	reporter: {
		relative: 'report',
		type: 'string',
		array: true,
		requiresArg: true,
		group: 'Report:',
		description: `NAME: a report on the standard output in place of the text; NAME=FILE: in a file as well, like sarif=unfired.sarif; may be repeated. Names: ${FORMATS.join(', ')} (docs/reporters.md). Only what is named is written: agent, one line a finding for programs, is never chosen by itself`,
	},
	'sarif-category': {
		type: 'string',
		requiresArg: true,
		group: 'Report:',
		description: 'Tells SARIF uploads for one commit apart, such as those of several packages (default unfired/)',
	},
	'include-suppressed': {
		type: 'boolean',
		group: 'Report:',
		description: 'SARIF also has what a comment or the baseline puts aside, marked as suppressed',
	},
	cache: {
		type: 'boolean',
		group: 'Other:',
		description: 'Keep what did not change for the next scan; --no-cache keeps and uses nothing',
	},
	'cache-dir': {
		relative: 'path',
		type: 'string',
		requiresArg: true,
		group: 'Other:',
		description: 'Where it is kept (default: node_modules/.cache/unfired, nothing where there is no node_modules)',
	},
	since: {
		type: 'string',
		requiresArg: true,
		group: 'Report:',
		description:
			'Speak only of sites that were touched since this branch or commit parted from it, by their code or by their tests',
	},
	config: {
		type: 'string',
		requiresArg: true,
		group: 'Other:',
		description:
			'Config file, in place of unfired.config.{json,jsonc,yml,yaml} of the folder or above it; --no-config reads none (docs/configuration.md)',
	},
	ignore: {
		relative: 'glob',
		type: 'string',
		array: true,
		requiresArg: true,
		group: 'Other:',
		description: 'Files to leave out, by a pattern as in .gitignore; may be repeated',
	},
	certainty: {
		shape: oneOf(CERTAINTIES),
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
	precise: {
		type: 'boolean',
		group: 'Report:',
		description:
			'Ask the TypeScript type checker about calls whose target stays unknown: a fuller call graph, for more time (docs/weight.md)',
	},
	weight: {
		shape: oneOf(WEIGHT_KINDS),
		type: 'string',
		requiresArg: true,
		group: 'Report:',
		description: `What weights are made of: ${WEIGHT_KINDS.join(', ')} (default blend; docs/weight.md)`,
	},
	traffic: {
		relative: 'path',
		type: 'string',
		requiresArg: true,
		group: 'Report:',
		description:
			'How often routes or functions really ran: a CSV file of names and counts, or OpenTelemetry spans as JSON',
	},
	top: {
		shape: WHOLE,
		type: 'string',
		requiresArg: true,
		group: 'Report:',
		description: 'Sites in the text report (default 10)',
	},
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
		shape: numberFrom(0, 100),
		type: 'string',
		requiresArg: true,
		group: 'Gates (exit code 1):',
		description: `Least error-path coverage in percent (${PER_CENT})`,
	},
	'max-gap': {
		shape: numberFrom(-100, 100),
		type: 'string',
		requiresArg: true,
		group: 'Gates (exit code 1):',
		description: 'Greatest gap in points: line coverage minus weighted error-path coverage',
	},
	critical: {
		shape: CRITICAL,
		relative: 'glob',
		type: 'string',
		array: true,
		requiresArg: true,
		group: 'Gates (exit code 1):',
		description:
			'Files of which no finding may be left, as in .gitignore, like src/payments/**; with figures of their own; may be repeated',
	},
	baseline: {
		relative: 'path',
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

const OF_A_WHOLE_REPORT = new Set([
	'format',
	'reporter',
	'sarif-category',
	'include-suppressed',
	'top',
	'handlers',
	'sarif-category',
	'include-suppressed',
	'fail-on',
	'min-error-path-coverage',
	'max-gap',
	'critical',
	'strict-baseline',
	'ratchet',
]);

/** Every option of `unfired explain`: those of a scan that do not speak of a whole report. */
export const EXPLAIN_OPTIONS: Record<string, Options> = {
	format: {type: 'string', requiresArg: true, group: 'Report:', description: 'text or json (default text)'},
	...Object.fromEntries(Object.entries(SCAN_OPTIONS).filter(([name]) => !OF_A_WHOLE_REPORT.has(name))),
};
