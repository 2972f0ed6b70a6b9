import {resolve} from 'node:path';
import {chooseSites, renderExplained} from '../report/explain.ts';
import {renderPlainJson} from '../report/plain-json.ts';
import {linkPlaces} from '../report/text/links.ts';
import {InputError} from '../util/input-error.ts';
import {readConfigured} from './config/with-config.ts';
import {EXIT, type ExitCode} from './exit-codes.ts';
import {createFrames} from './frames.ts';
import {print} from './print.ts';
import {printFailures} from './print-failures.ts';
import {last, type RawArguments, text} from './scan-arguments.ts';
import {scanFor} from './scan-command.ts';
import {useColor} from './use-color.ts';
import {useLinks} from './use-links.ts';
import type {World} from './world.ts';

const AROUND = {before: 4, after: 12};

/** `unfired explain WHAT [dir]`: everything that is known of a site. */
export async function runExplain(raw: RawArguments, world: World): Promise<ExitCode> {
	const asked = text(last(raw, 'what')) ?? '';
	const wanted = await readConfigured({...raw, format: undefined}, world);
	const isJson = formatOf(raw) === 'json';
	const {report, read, failures} = await scanFor(wanted, world);
	const {sites, note} = chooseSites(report, asked);
	if (sites.length === 0) throw new InputError(`Nothing to explain at ${JSON.stringify(asked)}: ${note ?? ''}`);
	const options = {
		color: useColor(wanted.color, world),
		ascii: wanted.ascii,
		width: world.stdout.columns ?? 100,
		frames: createFrames(read, AROUND),
	};
	const link = useLinks(world, resolve(world.cwd, wanted.dir));
	const explained = isJson ? renderPlainJson(sites) : renderExplained(sites, note, options);
	await print(world.stdout, link && !isJson ? linkPlaces(explained, report, link) : explained);
	return (await printFailures(failures, world)) ? EXIT.bug : EXIT.fine;
}

function formatOf(raw: RawArguments): 'text' | 'json' {
	const wanted = text(last(raw, 'format')) ?? 'text';
	if (wanted === 'text' || wanted === 'json') return wanted;
	throw new InputError(`--format ${JSON.stringify(wanted)} is none of text, json.`);
}
