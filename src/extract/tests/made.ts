import {ts} from '@ts-morph/common';
import type {MakeRule, MockRule} from '../../model/test-rule.ts';
import type {Seam, StandIn} from '../../model/tests.ts';
import {bare} from '../flow/bare.ts';
import type {CallNode} from '../walk.ts';
import type {Context} from './context.ts';
import {stepsFrom} from './controls.ts';
import {outcomesOfEffect} from './effects.ts';
import {seamOfMember} from './seams.ts';
import {settingOf} from './setting.ts';
import {lastName} from './syntax.ts';

/** What calls of mock libraries make, by their rules: `mockClient(S3Client)`, `new Redis()` of an engine in memory. */
export function extractMade(context: Context): StandIn[] {
	return context.index.calls.flatMap(call => {
		const known = ruleOf(context, call);
		const seam = known && seamOf(context, known.mock, known.make, call);
		return known && seam ? standInsOf(context, known.mock, known.make, seam, call) : [];
	});
}

function ruleOf(context: Context, call: CallNode): {mock: MockRule; make: MakeRule} | undefined {
	const callee = bare(call.expression);
	const isMember = ts.isPropertyAccessExpression(callee);
	const declaration = context.declared(isMember ? bare(callee.expression) : callee);
	if (declaration?.kind !== 'import') return undefined;
	const mock = context.mocks.byModule.get(declaration.module);
	const isWhole = declaration.member === 'default' || declaration.member === '*';
	// A member of a named export is something that was made, unless the rule names it: `MongoMemoryServer.create()`.
	const of = isWhole ? 'default' : declaration.member;
	const name = !isMember ? of : isWhole ? callee.name.text : `${of}.${callee.name.text}`;
	const make = mock?.makes?.find(({calls}) => calls.includes(name));
	return mock && make && {mock, make};
}

function seamOf(context: Context, mock: MockRule, make: MakeRule, call: CallNode): Seam | undefined {
	const given = call.arguments?.[make.at ?? 0];
	const {name = '', members = []} = make;
	// The real thing stands in for nothing: that it is there is all that is known.
	if (mock.engine === 'real') return {kind: 'unknown'};
	switch (make.replaces) {
		case 'module':
			return {kind: 'module', specifier: name};
		case 'global':
			return {kind: 'global', name};
		case 'host':
			return {kind: 'host', host: name};
		case 'class': {
			const of = name || (given ? lastName(given) : '');
			return of === '' ? undefined : {kind: 'class', name: of, members};
		}
		case 'type': {
			const type = call.typeArguments?.[0];
			const isNamed = type && ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName);
			return isNamed ? {kind: 'class', name: (type.typeName as ts.Identifier).text, members} : undefined;
		}
		case 'member': {
			const at = given && bare(given);
			return at && seamOfMember(context, ts.isCallExpression(at) ? bare(at.expression) : at);
		}
	}
}

function standInsOf(context: Context, mock: MockRule, make: MakeRule, seam: Seam, call: CallNode): StandIn[] {
	const base = outcomesOfEffect(context, make.does, call.arguments ?? []);
	const said = {
		form: mock.mock,
		seam,
		certainty: 'literal',
		...(mock.engine && {engine: mock.engine}),
		...(mock.hides && {hides: mock.hides}),
	} as const;
	const own = tellingOf(context, call);
	// What only names a member says nothing before it is told.
	const isSilent = make.replaces === 'member' && own.length === 0;
	const found: StandIn[] = isSilent
		? []
		: [{...said, behaviours: own.length > 0 ? own : base, ...settingOf(context, call)}];
	for (const use of usesOfMade(context, call)) {
		const behaviours = tellingOf(context, use);
		if (behaviours.length > 0) found.push({...said, behaviours, ...settingOf(context, use)});
	}
	return found;
}

function tellingOf(context: Context, node: ts.Node): StandIn['behaviours'] {
	const settings = stepsFrom(context, node).settings.filter(({real}) => !real);
	const inOrder = [...settings.filter(({once}) => once), ...settings.filter(({once}) => !once)];
	return inOrder.flatMap(({behaviours, once}) => behaviours.map(one => (once ? {...one, once: true} : one)));
}

/** Uses of the variable that it is kept in. */
function usesOfMade(context: Context, call: CallNode): ts.Identifier[] {
	const {parent} = call;
	const target = ts.isVariableDeclaration(parent) ? parent.name : undefined;
	const declaration = target && context.declared(target);
	return declaration ? context.usesOf(declaration) : [];
}
