import {ts} from '@ts-morph/common';
import type {Seam} from '../../model/tests.ts';
import {bare} from '../flow/bare.ts';
import type {CallNode} from '../walk.ts';
import type {Context} from './context.ts';
import {seamOfNamed} from './seams.ts';
import {lastName, textOf} from './syntax.ts';

/** A call that makes a fake function. */
export interface FakeRoot {
	form: string;
	/** Known at once where the call names what it replaces. */
	seam?: Seam;
	implementation?: ts.Expression;
	/** Without an implementation it calls through: it only watches. */
	watches: boolean;
}

/** The fake that a call makes; undefined for all other calls. */
export function readFakeRoot(context: Context, call: CallNode): FakeRoot | undefined {
	if (!ts.isCallExpression(call)) return undefined;
	const callee = bare(call.expression);
	if (ts.isIdentifier(callee)) return ofIdentifier(context, callee, call);
	if (!ts.isPropertyAccessExpression(callee)) return undefined;
	const name = callee.name.text;
	const holder = callee.expression;
	const holderName = lastName(holder);
	if (holderName === 'jest' || holderName === 'vi' || holderName === 'vitest')
		return ofRunner(context, call, holderName, name);
	if (holderName === 'jasmine' && name === 'createSpy') return {form: 'jasmine.createSpy', watches: false};
	if (isSinon(context, holder)) return ofSinon(context, call, name);
	if (holderName === 'fake' && ts.isPropertyAccessExpression(holder) && isSinon(context, holder.expression)) {
		return {form: 'sinon.fake', watches: false};
	}
	if (name === 'expects' && isSinonImported(context)) return ofExpectation(context, call, holder);
	if (holderName === 'mock' && isNodeMock(context, holder)) return ofNode(context, call, name);
	return undefined;
}

/** A call in the chain of a fake, at its start: `sinon.fake.resolves(1)` begins at `sinon.fake`. */
export function chainStart(root: FakeRoot, call: ts.CallExpression): ts.Node {
	const callee = call.expression;
	const isDirect =
		root.form === 'sinon.fake' && ts.isPropertyAccessExpression(callee) && lastName(callee.expression) === 'fake';
	return isDirect ? callee.expression : call;
}

function ofIdentifier(context: Context, callee: ts.Identifier, call: ts.CallExpression): FakeRoot | undefined {
	const {text} = callee;
	if (!/^(?:stub|spy|fake|mock|spyOn|fn)$/.test(text)) return undefined;
	const declaration = context.declared(callee);
	if (!declaration) return text === 'spyOn' ? ofSpy(context, call, 'spyOn') : undefined;
	if (declaration.kind !== 'import') return undefined;
	if (SINON.has(declaration.module)) return ofSinon(context, call, declaration.member);
	if (declaration.module !== 'bun:test') return undefined;
	if (declaration.member === 'spyOn') return ofSpy(context, call, 'spyOn');
	return declaration.member === 'mock' ? {form: 'mock', implementation: call.arguments[0], watches: false} : undefined;
}

function ofRunner(context: Context, call: ts.CallExpression, holder: string, name: string): FakeRoot | undefined {
	const runner = holder === 'vitest' ? 'vi' : holder;
	if (name === 'fn') return {form: `${runner}.fn`, implementation: call.arguments[0], watches: false};
	return name === 'spyOn' ? ofSpy(context, call, `${runner}.spyOn`) : undefined;
}

function ofSpy(context: Context, call: ts.CallExpression, form: string): FakeRoot | undefined {
	const seam = seamOfPair(context, call);
	return seam && {form, seam, watches: true};
}

function seamOfPair(context: Context, call: ts.CallExpression): Seam | undefined {
	const [object, member] = call.arguments;
	if (!object || !member) return undefined;
	const name = textOf(member);
	return name === undefined ? {kind: 'unknown'} : seamOfNamed(context, bare(object), name);
}

function ofSinon(context: Context, call: ts.CallExpression, name: string): FakeRoot | undefined {
	const [object, , implementation] = call.arguments;
	switch (name) {
		case 'stub':
			if (!object) return {form: 'sinon.stub', watches: false};
			return {form: 'sinon.stub', seam: seamOfPair(context, call) ?? {kind: 'unknown'}, implementation, watches: false};
		case 'spy':
			return {form: 'sinon.spy', seam: seamOfPair(context, call) ?? {kind: 'unknown'}, watches: true};
		case 'fake':
			return {form: 'sinon.fake', implementation: object, watches: false};
		case 'replace':
			return isFake(implementation)
				? undefined
				: {form: 'sinon.replace', seam: seamOfPair(context, call), implementation, watches: false};
		case 'createStubInstance':
			return (
				object && {
					form: 'sinon.createStubInstance',
					seam: {kind: 'class', name: lastName(object), members: []},
					watches: false,
				}
			);
		default:
			return undefined;
	}
}

/** A fake put in place by `replace` stands for itself. */
const isFake = (node: ts.Expression | undefined) =>
	node !== undefined && (ts.isCallExpression(bare(node)) || /fake|stub|spy/i.test(lastName(node)));

/** `sinon.mock(obj).expects('m')`, or the same over a variable. */
function ofExpectation(context: Context, call: ts.CallExpression, holder: ts.Expression): FakeRoot | undefined {
	const member = textOf(call.arguments[0]);
	const declaration = context.declared(holder);
	const made = declaration?.kind === 'variable' ? declaration.node.initializer : holder;
	if (member === undefined || !made || !ts.isCallExpression(made) || lastName(made.expression) !== 'mock')
		return undefined;
	const [object] = made.arguments;
	return object && {form: 'sinon.mock', seam: seamOfNamed(context, object, member), watches: false};
}

const SINON: ReadonlySet<string> = new Set(['sinon', 'ts-sinon']);
const isSinonImported = ({modules}: Context): boolean => [...SINON].some(name => modules.has(name));

function isSinon(context: Context, node: ts.Expression): boolean {
	if (!isSinonImported(context)) return false;
	const declaration = context.declared(node);
	if (declaration?.kind === 'import')
		return SINON.has(declaration.module) && ['default', '*'].includes(declaration.member);
	return /sandbox|sinon/i.test(lastName(node));
}

function isNodeMock(context: Context, node: ts.Expression): boolean {
	if (ts.isPropertyAccessExpression(node)) return context.modules.has('node:test') || context.modules.has('test');
	const declaration = context.declared(node);
	return declaration?.kind === 'import' && (declaration.module === 'node:test' || declaration.module === 'test');
}

function ofNode(context: Context, call: ts.CallExpression, name: string): FakeRoot | undefined {
	const [first, second, third] = call.arguments;
	// Of `fn(original, implementation)` the second counts.
	if (name === 'fn') return {form: 'mock.fn', implementation: isCallable(second) ? second : first, watches: false};
	if (name !== 'method') return undefined;
	return {
		form: 'mock.method',
		seam: seamOfPair(context, call),
		implementation: isCallable(third) ? third : undefined,
		watches: !isCallable(third),
	};
}

const isCallable = (node: ts.Expression | undefined) => node !== undefined && !ts.isObjectLiteralExpression(bare(node));
