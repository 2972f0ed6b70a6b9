import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import {describeGraph} from '../describe-graph.ts';
import {GRAPH_FORMATS, GRAPH_RENDERERS, type GraphFormat} from '../report/graph.ts';
import {InputError} from '../util/input-error.ts';
import {quotePath} from '../util/quote-path.ts';
import {EXIT, type ExitCode} from './exit-codes.ts';
import {print} from './print.ts';
import type {RawArguments} from './scan-arguments.ts';
import {showProgress} from './show-progress.ts';
import type {World} from './world.ts';

/** `unfired graph [dir]`: the call graph and its figures. */
export async function runGraph(raw: RawArguments, world: World): Promise<ExitCode> {
	const format = formatOf(raw);
	const out = last(raw, 'out');
	const progress = showProgress(world, last(raw, 'quiet') === true);
	let text: string;
	try {
		const [from, to, around] = ['from', 'to', 'around'].map(name => textOf(raw, name));
		const graph = describeGraph(
			{
				dir: textOf(raw, 'dir') ?? '.',
				cwd: world.cwd,
				...(from !== undefined && {from}),
				...(to !== undefined && {to}),
				...(around !== undefined && {around}),
				depth: depthOf(raw),
			},
			progress.show,
		);
		text = GRAPH_RENDERERS[format](graph);
	} finally {
		progress.clear();
	}
	if (out === undefined) await print(world.stdout, text);
	else write(String(out), text, world.cwd);
	return EXIT.fine;
}

const last = (raw: RawArguments, name: string): unknown => [raw[name]].flat().at(-1);

const textOf = (raw: RawArguments, name: string): string | undefined => {
	const value = last(raw, name);
	return value === undefined || value === null ? undefined : String(value);
};

function formatOf(raw: RawArguments): GraphFormat {
	const wanted = textOf(raw, 'format') ?? 'json';
	const format = GRAPH_FORMATS.find(known => known === wanted);
	if (!format)
		throw new InputError(
			`There is no graph format ${JSON.stringify(wanted)}. Choose one of ${GRAPH_FORMATS.join(', ')}.`,
		);
	return format;
}

const DEFAULT_DEPTH = 2;

function depthOf(raw: RawArguments): number {
	const depth = Number(textOf(raw, 'depth') ?? DEFAULT_DEPTH);
	if (!Number.isInteger(depth) || depth < 1) throw new InputError('--depth must be a whole number of at least 1.');
	return depth;
}

function write(file: string, text: string, cwd: string): void {
	const path = resolve(cwd, file);
	try {
		mkdirSync(dirname(path), {recursive: true});
		writeFileSync(path, text);
	} catch (error) {
		const {code, message} = error as NodeJS.ErrnoException;
		throw new InputError(
			`The graph could not be written to ${quotePath(file)} (${code ?? message}). Name a file in a folder that may be written to.`,
		);
	}
}
