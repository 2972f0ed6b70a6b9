import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {localFunction} from '../flow/local-functions.ts';
import {calleeName} from '../flow/traverse.ts';
import {declarationOf, type FileIndex, nodesOf} from '../walk.ts';
import {functionAround} from './named-functions.ts';

/** Node's calls that take a deadline among their options, by module. */
const TAKES: ReadonlyArray<{modules: RegExp; members: RegExp; keys: RegExp}> = [
	{modules: /^(node:)?https?$/, members: /^(request|get)$/, keys: /^timeout$/},
	{modules: /^(node:)?https?$/, members: /^createServer$/, keys: /^(requestTimeout|headersTimeout)$/},
	{modules: /^(node:)?(net|tls)$/, members: /^(connect|createConnection)$/, keys: /^timeout$/},
	{
		modules: /^(node:)?child_process$/,
		members: /^(exec|execFile|spawn|fork|execSync|execFileSync|spawnSync)$/,
		keys: /^timeout$/,
	},
];
const OPTION_TYPES =
	/^(RequestOptions|ClientRequestArgs|ExecOptions|ExecFileOptions|SpawnOptions|SpawnSyncOptions|ForkOptions)$/;

export type DeadlineOption = ts.PropertyAssignment | ts.ShorthandPropertyAssignment;

/** `exec(cmd, {timeout: 5000})`, `http.request({…, timeout})`: node ends the process, or tells the request of the silence. */
export function deadlineOptions(index: FileIndex): DeadlineOption[] {
	const ofCalls = index.calls.flatMap(call => {
		const taker = takerOf(index, call.expression);
		return taker ? (call.arguments ?? []).flatMap(argument => optionsIn(index, argument, taker.keys)) : [];
	});
	return [...new Set([...ofCalls, ...ofTypedObjects(index)])];
}

/** What is called: an import of node, or `promisify(exec)` of one. */
function takerOf(index: FileIndex, callee: ts.Expression): (typeof TAKES)[number] | undefined {
	const node = bare(callee);
	if (!ts.isPropertyAccessExpression(node) && !ts.isIdentifier(node)) return undefined;
	const root = ts.isPropertyAccessExpression(node) ? bare(node.expression) : node;
	const declaration = ts.isIdentifier(root) ? declarationOf(index, root) : undefined;
	if (declaration?.kind === 'import') {
		const member = ts.isPropertyAccessExpression(node) ? node.name.text : declaration.member;
		return TAKES.find(({modules, members}) => modules.test(declaration.module) && members.test(member));
	}
	const init = declaration?.kind === 'variable' ? declaration.node.initializer : undefined;
	const isPromisified = root === node && init && ts.isCallExpression(init) && calleeName(init) === 'promisify';
	return isPromisified && init.arguments[0] ? takerOf(index, init.arguments[0]) : undefined;
}

/** Of an object literal, of a variable that holds one, or of what this file's calls give for a parameter. */
function optionsIn(index: FileIndex, argument: ts.Expression, keys: RegExp, depth = 0): DeadlineOption[] {
	const value = bare(argument);
	if (ts.isIdentifier(value)) {
		const declaration = declarationOf(index, value);
		if (declaration?.kind === 'parameter' && depth === 0)
			return givenFor(index, declaration.node).flatMap(given => optionsIn(index, given, keys, 1));
		const init = declaration?.kind === 'variable' ? declaration.node.initializer : undefined;
		return init && ts.isObjectLiteralExpression(bare(init)) ? optionsIn(index, init, keys, depth) : [];
	}
	if (!ts.isObjectLiteralExpression(value)) return [];
	return value.properties.filter(
		(property): property is DeadlineOption =>
			(ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property)) &&
			'text' in property.name &&
			keys.test(String(property.name.text)) &&
			!(ts.isPropertyAssignment(property) && isOff(property.initializer)),
	);
}

function givenFor(index: FileIndex, parameter: ts.ParameterDeclaration): ts.Expression[] {
	const at = parameter.parent.parameters.indexOf(parameter);
	return index.calls.flatMap(call => {
		const given = ts.isCallExpression(call) ? call.arguments[at] : undefined;
		return given && localFunction(index, call.expression)?.node === parameter.parent ? [given] : [];
	});
}

export const isOff = (value: ts.Expression): boolean => /^(0|undefined|null|false)$/.test(bare(value).getText());

/** `function options(): http.RequestOptions { return {timeout} }`: its type says where the object goes. */
function ofTypedObjects(index: FileIndex): DeadlineOption[] {
	return nodesOf<ts.PropertyAssignment>(index, ts.SyntaxKind.PropertyAssignment).filter(property => {
		if (!('text' in property.name) || property.name.text !== 'timeout' || isOff(property.initializer)) return false;
		const type = typeAround(property.parent);
		return type !== undefined && isOptionType(index, type);
	});
}

function typeAround(object: ts.Node): ts.TypeNode | undefined {
	const {parent} = object;
	if (ts.isVariableDeclaration(parent)) return parent.type;
	if (ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent)) return parent.type;
	return ts.isReturnStatement(parent) ? functionAround(parent)?.type : undefined;
}

function isOptionType(index: FileIndex, type: ts.TypeNode): boolean {
	if (!ts.isTypeReferenceNode(type)) return false;
	const name = ts.isQualifiedName(type.typeName) ? type.typeName.right : type.typeName;
	const root = ts.isQualifiedName(type.typeName) ? type.typeName.left : type.typeName;
	const declaration = ts.isIdentifier(root) ? declarationOf(index, root) : undefined;
	return (
		OPTION_TYPES.test(name.text) &&
		declaration?.kind === 'import' &&
		/^(node:)?(https?|child_process)$/.test(declaration.module)
	);
}
