import {builtinCallback} from './builtins.ts';
import {elementOf} from './elements.ts';
import {evaluate} from './evaluate.ts';
import {substitute} from './generics.ts';
import type {Linker} from './linker.ts';
import {inferred} from './results.ts';
import {signaturesOf} from './signatures.ts';
import {armsOf, type Bindings, UNKNOWN, unionOf, type Value} from './values.ts';

/** What the surroundings of a function say about its parameter. */
export function contextParameter(linker: Linker, file: string, fn: number, index: number): Value {
	const {context} = linker.files.get(file)!.code.bodies[fn]!;
	if (context < 0) return UNKNOWN;
	return parameterOf(linker, evaluate(linker, file, context), index);
}

/** A parameter of a function type. */
function parameterOf(linker: Linker, of: Value, index: number): Value {
	switch (of.kind) {
		case 'callback':
			return of.parameters[index] ?? UNKNOWN;
		case 'signature':
			return ofFact(linker, of, linker.files.get(of.file)!.code.signatures[of.signature]!, index);
		case 'function':
			return ofFact(linker, of, linker.files.get(of.file)!.code.bodies[of.fn]!, index);
		case 'instance':
			return first(signaturesOf(linker, of, false), one => parameterOf(linker, one, index));
		case 'union':
		case 'both':
			return first(of.of, one => parameterOf(linker, one, index));
		default:
			return UNKNOWN;
	}
}

function first(values: Value[], ask: (value: Value) => Value): Value {
	const found = values.map(ask).filter(({kind}) => kind !== 'unknown');
	return found.length > 0 ? unionOf(found) : UNKNOWN;
}

function ofFact(
	linker: Linker,
	of: {file: string; bound?: Bindings},
	{parameters}: {parameters: Array<{type: number; rest?: true}>},
	index: number,
): Value {
	const last = parameters.at(-1);
	const fact = parameters[index] ?? (last?.rest ? last : undefined);
	if (!fact || fact.type < 0) return UNKNOWN;
	const value = evaluate(linker, of.file, fact.type);
	const single = fact.rest ? elementOf(linker, value, index - parameters.length + 1) : value;
	return of.bound ? substitute(single, of.bound) : single;
}

/** The type that the callee of a call declares for an argument: what a callback or options object is made for. */
export function declaredArgument(linker: Linker, file: string, call: Call, index: number): Value {
	const callee = evaluate(linker, file, call.callee);
	const types = call.types?.map(type => evaluate(linker, file, type)) ?? [];
	return first(armsOf(callee), arm => {
		if (arm.kind === 'external') return builtinCallback(linker, arm, index, {file, call});
		const target = call.new ? constructorOf(linker, arm) : arm;
		return ofCallee(linker, target, index, {file, call, types});
	});
}

type Call = Parameters<typeof inferred>[3]['call'];
type Site = Parameters<typeof inferred>[3];

function ofCallee(linker: Linker, of: Value, index: number, site: Site): Value {
	if (of.kind !== 'function' && of.kind !== 'signature') return parameterOf(linker, of, index);
	const {code} = linker.files.get(of.file)!;
	const forms = of.kind === 'function' ? (code.bodies[of.fn]!.overloads ?? []) : [];
	if (forms.length > 0) {
		return first(
			forms.map(signature => ({kind: 'signature', file: of.file, signature, ...(of.bound && {bound: of.bound})})),
			one => ofCallee(linker, one, index, site),
		);
	}
	const fact = of.kind === 'function' ? code.bodies[of.fn]! : code.signatures[of.signature]!;
	const value = ofFact(linker, of, fact, index);
	if (fact.generics.length === 0 || value.kind === 'unknown') return value;
	const bound = inferred(linker, of.file, fact, withoutArgument(site, index));
	return bound ? substitute(value, bound) : value;
}

/** The argument that is asked about cannot tell its own context. */
function withoutArgument(site: Site, index: number): Site {
	return {...site, call: {...site.call, args: site.call.args.map((arg, i) => (i === index ? -1 : arg))}};
}

function constructorOf(linker: Linker, of: Value): Value {
	if (of.kind !== 'class') return of;
	const shape = linker.files.get(of.file)!.code.shapes[of.shape]!;
	return shape.construct < 0
		? UNKNOWN
		: {kind: 'function', file: of.file, fn: shape.construct, ...(of.bound && {bound: of.bound})};
}
