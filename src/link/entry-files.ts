import type {FileFacts} from '../model/facts.ts';
import {type EntryPoint, nodeKey} from '../model/graph.ts';
import {handlersOf} from './entry-routes.ts';
import type {LinkedCalls} from './linked-calls.ts';

/** Frameworks that find what to run by the name of its file and of its export. */
interface Convention {
	/** The path of the route is the first group. */
	file: RegExp;
	/** The method that an export answers; undefined where it is none of theirs. */
	methodOf(exported: string): string | undefined;
}

const HTTP = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/;
const verb = (exported: string): string | undefined => (HTTP.test(exported) ? exported : undefined);
const main = (exported: string): string | undefined => (exported === 'default' ? 'ALL' : undefined);

const CONVENTIONS: readonly Convention[] = [
	// Next, app router: https://nextjs.org/docs/app/api-reference/file-conventions/route
	{file: /(?:^|\/)app\/((?:[^/]+\/)*)route\.[cm]?[jt]sx?$/, methodOf: verb},
	// Next, pages router: https://nextjs.org/docs/pages/building-your-application/routing/api-routes
	{file: /(?:^|\/)pages\/(api\/.+?)(?:\/index)?\.[cm]?[jt]sx?$/, methodOf: main},
	// SvelteKit: https://svelte.dev/docs/kit/routing#server
	{file: /(?:^|\/)routes\/((?:[^/]+\/)*)\+server\.[cm]?[jt]s$/, methodOf: verb},
	// Nitro and Nuxt: https://nitro.build/guide/routing
	{file: /(?:^|\/)server\/(api\/.+?)(?:\/index)?(?:\.(?:get|post|put|patch|delete))?\.[cm]?[jt]s$/, methodOf: main},
];

/** The routes that a file stands for by its place, and what a cloud runs by the name of its export. */
export function linkFileRoutes(fact: FileFacts, linked: LinkedCalls): EntryPoint[] {
	const found = CONVENTIONS.find(({file}) => file.test(fact.file));
	if (!found) return linkLambda(fact, linked);
	const path = pathOf(found.file.exec(fact.file)![1]!);
	return exported(fact, linked, name => {
		const method = found.methodOf(name);
		return method ? {name: `${method} ${path}`, kind: 'route'} : undefined;
	});
}

/** Groups in parentheses are no part of a path; `[id]`, `[...rest]` are its parameters. */
const pathOf = (folders: string): string =>
	`/${folders
		.split('/')
		.filter(part => part !== '' && !/^\(.*\)$/.test(part))
		.map(part => part.replace(/^\[+(?:\.\.\.)?(.*?)\]+$/, ':$1'))
		.join('/')}`;

const LAMBDA = /^(aws-lambda|@middy\/core|@aws-lambda-powertools\/.+)$/;

/** `export const handler`, in a file that knows Lambda. */
function linkLambda(fact: FileFacts, linked: LinkedCalls): EntryPoint[] {
	if (!fact.code.imports.some(({module}) => LAMBDA.test(module))) return [];
	const name = `lambda ${fact.file.replace(/\.[^./]+$/, '')}`;
	return exported(fact, linked, exported => (exported === 'handler' ? {name, kind: 'consumer'} : undefined));
}

function exported(
	fact: FileFacts,
	linked: LinkedCalls,
	entryOf: (name: string) => Pick<EntryPoint, 'name' | 'kind'> | undefined,
): EntryPoint[] {
	return fact.code.exports.flatMap(({name, term, type}) => {
		const entry = type ? undefined : entryOf(name);
		if (!entry) return [];
		const variable = fact.code.terms[term];
		const init = variable?.kind === 'variable' ? fact.code.variables[variable.variable]!.init : -1;
		return handlersOf(fact, linked, init >= 0 ? init : term).map(
			({file, fn}): EntryPoint => ({
				node: nodeKey(file, fn),
				file: fact.file,
				line: linked.graph.getNodeAttribute(nodeKey(file, fn), 'line') ?? 1,
				...entry,
			}),
		);
	});
}
