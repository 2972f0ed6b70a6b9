import {resolve} from 'node:path';
import {readFileSync} from '../files/watched-files.ts';
import type {TrafficCount} from '../model/traffic.ts';
import {InputError} from '../util/input-error.ts';
import {quotePath} from '../util/quote-path.ts';
import {decodeText} from './decode-text.ts';

/**
 * How often routes or functions ran: `name,count` a line, a JSON object or list of such, or OpenTelemetry spans as JSON (one
 * document, or one a line). Throws an InputError where the file is none of these.
 */
export function readTraffic(path: string, cwd: string): TrafficCount[] {
	const text = readText(path, cwd)
		.replace(/^\uFEFF/, '')
		.trim();
	const documents = parseDocuments(text);
	const found = documents ? documents.flatMap(ofJson) : ofCsv(text);
	const counts = new Map<string, number>();
	for (const {name, count} of found) counts.set(name, (counts.get(name) ?? 0) + count);
	if (counts.size > 0) return [...counts].map(([name, count]) => ({name, count}));
	throw new InputError(
		`The traffic ${quotePath(path)} holds no counts. Write a route or function and a number a line, like "GET /orders,1200", or give OpenTelemetry spans as JSON.`,
	);
}

function readText(path: string, cwd: string): string {
	try {
		return decodeText(readFileSync(resolve(cwd, path))).text ?? '';
	} catch (error) {
		throw new InputError(`The traffic ${quotePath(path)} cannot be read (${(error as Error).message}).`);
	}
}

function parseDocuments(text: string): unknown[] | undefined {
	if (!/^[[{]/.test(text)) return undefined;
	const parse = (one: string): unknown[] | undefined => {
		try {
			return [JSON.parse(one)];
		} catch {
			return undefined;
		}
	};
	const lines = () =>
		text
			.split(/\r?\n/)
			.filter(line => line.trim() !== '')
			.map(parse);
	const whole = parse(text);
	if (whole) return whole;
	const each = lines();
	return each.every(line => line !== undefined) ? each.flat() : undefined;
}

/** The last comma, semicolon or tab of a line stands before its count; a first line without a number is a heading. */
function ofCsv(text: string): TrafficCount[] {
	return text.split(/\r?\n/).flatMap(line => {
		const [, name = '', count = ''] = /^\s*"?(.*?)"?\s*[,;\t]\s*"?([\d.]+)"?\s*$/.exec(line) ?? [];
		return counted(name, Number(count));
	});
}

const counted = (name: unknown, count: unknown): TrafficCount[] =>
	typeof name === 'string' && name !== '' && typeof count === 'number' && Number.isFinite(count) && count > 0
		? [{name, count}]
		: [];

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

function ofJson(document: unknown): TrafficCount[] {
	if (!isObject(document)) return [];
	if (Array.isArray(document)) return list(document).flatMap(ofItem);
	if (!Array.isArray(document.resourceSpans))
		return Object.entries(document).flatMap(([name, count]) => counted(name, count));
	const scopes = list(document.resourceSpans).flatMap(one => list(one.scopeSpans ?? one.instrumentationLibrarySpans));
	return scopes.flatMap(scope => list(scope.spans).flatMap(ofSpan));
}

const ofItem = (item: Json): TrafficCount[] =>
	'spanId' in item || 'attributes' in item ? ofSpan(item) : counted(item.name ?? item.route, item.count);

/** Spans by which something enters the process: of servers and consumers, and those that nothing is around. */
const ENTERING = new Set<unknown>([2, 5, 'SPAN_KIND_SERVER', 'SPAN_KIND_CONSUMER']);

/** By https://opentelemetry.io/docs/specs/semconv/http/http-spans/, and its names before 1.20. */
function ofSpan(span: Json): TrafficCount[] {
	if (!ENTERING.has(span.kind) && span.parentSpanId) return [];
	const attributes = new Map(
		Array.isArray(span.attributes)
			? list(span.attributes).map(({key, value}) => [key, isObject(value) ? value.stringValue : value])
			: Object.entries(isObject(span.attributes) ? span.attributes : {}),
	);
	const route = attributes.get('http.route');
	const method = attributes.get('http.request.method') ?? attributes.get('http.method');
	const named = attributes.get('code.function.name') ?? attributes.get('code.function');
	return counted(typeof route === 'string' ? [method, route].filter(Boolean).join(' ') : (named ?? span.name), 1);
}
