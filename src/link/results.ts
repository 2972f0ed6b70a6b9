import type {CallFact, SignatureFact} from '../model/code.ts';
import {builtinResult} from './builtins.ts';
import {awaitedValue} from './elements.ts';
import {evaluate} from './evaluate.ts';
import {bindGenerics, match, substitute} from './generics.ts';
import type {Linker} from './linker.ts';
import {constraintOf} from './members.ts';
import {signaturesOf} from './signatures.ts';
import {globalType} from './types.ts';
import {
	armsOf,
	arrayOf,
	type Bindings,
	genericKey,
	globalValue,
	isEmpty,
	mapArms,
	primitiveValue,
	promiseOf,
	UNKNOWN,
	unionOf,
	type Value,
} from './values.ts';

/** What a call returns, or what `new` makes. */
export function callResult(linker: Linker, file: string, call: CallFact): Value {
	const callee = evaluate(linker, file, call.callee);
	const types = call.types?.map(type => evaluate(linker, file, type)) ?? [];
	if (call.new) return mapArms(callee, arm => constructed(linker, arm, types, {file, call}));
	return mapArms(callee, arm => callValue(linker, arm, {file, call, types}));
}

/** The call whose result is asked: its arguments fill type parameters and choose among overloads. */
export interface CallSite {
	file: string;
	call: CallFact;
	types?: Value[];
}

/** What `new` of a value makes. */
export function constructed(linker: Linker, of: Value, types: Value[], site?: CallSite): Value {
	switch (of.kind) {
		case 'class':
			return constructedClass(linker, of, types, site);
		case 'function':
			return {kind: 'made', file: of.file, fn: of.fn};
		case 'external':
			return of.module === 'global' && of.path.length === 1
				? constructedGlobal(linker, of.path[0]!, types, site)
				: {kind: 'external', module: of.module, path: [...of.path, 'new']};
		case 'instance':
			return madeBy(linker, of);
		case 'both':
			return unionOf(of.of.map(part => constructed(linker, part, types, site)).filter(({kind}) => kind !== 'unknown'));
		case 'generic':
			return constraintOf(linker, of, value => constructed(linker, value, types));
		default:
			return UNKNOWN;
	}
}

/** `new Proxy(x, …)` is like an x. */
function constructedGlobal(linker: Linker, name: string, types: Value[], site: CallSite | undefined): Value {
	if (name === 'Proxy') return types[0] ?? (site ? argumentOf(linker, site, 0) : UNKNOWN);
	return globalType(linker, name, types);
}

function constructedClass(
	linker: Linker,
	of: Extract<Value, {kind: 'class'}>,
	types: Value[],
	site: CallSite | undefined,
): Value {
	const {code} = linker.files.get(of.file)!;
	const {generics, construct} = code.shapes[of.shape]!;
	let bound = types.length > 0 ? bindGenerics(linker, of.file, generics, types) : of.bound;
	if (!bound && generics.length > 0 && construct >= 0 && site) {
		bound = inferred(linker, of.file, {...code.bodies[construct]!, generics}, site);
	}
	return bound
		? {kind: 'instance', file: of.file, shape: of.shape, bound}
		: {kind: 'instance', file: of.file, shape: of.shape};
}

function madeBy(linker: Linker, of: Extract<Value, {kind: 'instance'}>): Value {
	const made = signaturesOf(linker, of, true).map(signature => callValue(linker, signature));
	return made.length > 0 ? unionOf(made) : UNKNOWN;
}

/** What calling a value returns. */
export function callValue(linker: Linker, of: Value, site?: CallSite): Value {
	switch (of.kind) {
		case 'function':
			return functionResult(linker, of, site);
		case 'signature': {
			const fact = linker.files.get(of.file)!.code.signatures[of.signature]!;
			return withTypes(linker, of, fact, evaluate(linker, of.file, fact.returns), site);
		}
		case 'instance':
			return calledInstance(linker, of, site);
		case 'external':
			return builtinResult(linker, of, site);
		case 'union':
			return mapArms(of, arm => callValue(linker, arm, site));
		case 'both':
			return unionOf(of.of.map(part => callValue(linker, part, site)).filter(({kind}) => kind !== 'unknown'));
		case 'generic':
			return constraintOf(linker, of, value => callValue(linker, value, site));
		default:
			return UNKNOWN;
	}
}

function calledInstance(linker: Linker, of: Extract<Value, {kind: 'instance'}>, site: CallSite | undefined): Value {
	const forms = signaturesOf(linker, of, false);
	const fitting = forms.filter(({file, signature}) => {
		const fact = linker.files.get(file)!.code.signatures[signature]!;
		return !site || takes(fact, site.call.args.length);
	});
	const results = (fitting.length > 0 ? fitting : forms).map(signature => callValue(linker, signature, site));
	return results.length > 0 ? unionOf(results) : UNKNOWN;
}

/** Of several declared forms those that take so many arguments may all be meant. */
function functionResult(linker: Linker, of: Extract<Value, {kind: 'function'}>, site: CallSite | undefined): Value {
	const {code} = linker.files.get(of.file)!;
	const body = code.bodies[of.fn]!;
	if (body.overloads) {
		const fitting = body.overloads.filter(id => !site || takes(code.signatures[id]!, site.call.args.length));
		const results = fitting.map(signature =>
			callValue(linker, {kind: 'signature', file: of.file, signature, ...(of.bound && {bound: of.bound})}, site),
		);
		if (results.length > 0) return unionOf(results);
	}
	// Where a function is written for a type and says nothing itself, the type does.
	const asked = body.returns < 0 && body.context >= 0 ? evaluate(linker, of.file, body.context) : UNKNOWN;
	const declared = asked.kind === 'signature' || asked.kind === 'instance' ? callValue(linker, asked, site) : UNKNOWN;
	if (declared.kind !== 'unknown' && !isEmpty(declared) && !isOpen(declared)) return declared;
	return withTypes(linker, of, body, bodyResult(linker, of, receiverOf(linker, site)), site);
}

/** A type parameter asks for nothing: what the function returns fills it. */
const isOpen = (value: Value): boolean =>
	value.kind === 'generic' || (value.kind === 'promise' && value.of.kind === 'generic') || value.kind === 'union';

function takes({parameters}: SignatureFact, count: number): boolean {
	const least = parameters.filter(({optional, rest}) => !optional && !rest).length;
	return count >= least && (count <= parameters.length || parameters.at(-1)?.rest === true);
}

/** Fills the type parameters of a result: those of the surroundings, those written, those that the arguments tell. */
function withTypes(
	linker: Linker,
	of: {file: string; bound?: Bindings},
	fact: SignatureFact,
	result: Value,
	site: CallSite | undefined,
): Value {
	let value = result;
	if (fact.generics.length > 0 && site) {
		const bound = inferred(linker, of.file, fact, site);
		if (bound) value = substitute(value, bound);
	}
	return of.bound ? substitute(value, of.bound) : value;
}

export function inferred(linker: Linker, file: string, fact: SignatureFact, site: CallSite): Bindings | undefined {
	const {generics, parameters} = fact;
	if (site.types && site.types.length > 0) return bindGenerics(linker, file, generics, site.types);
	const found = new Map<string, Value>();
	for (const [i, parameter] of parameters.entries()) {
		if (parameter.type < 0 || i >= site.call.args.length) continue;
		const pattern = evaluate(linker, file, parameter.type);
		const given = argumentOf(linker, site, i);
		match(linker, pattern, parameter.rest ? arrayOf(given) : given, found);
	}
	const wanted = new Map<string, Value>();
	for (const generic of generics) {
		const key = genericKey(file, generic);
		const value = found.get(key) ?? bindGenerics(linker, file, [generic], [])?.get(key);
		if (value) wanted.set(key, value);
	}
	return wanted.size > 0 ? wanted : undefined;
}

export const argumentOf = (linker: Linker, {file, call}: CallSite, index: number): Value =>
	evaluate(linker, file, call.args[index] ?? -1);

/** On what the callee was looked up: a method that returns `this` returns it. */
function receiverOf(linker: Linker, site: CallSite | undefined): Value | undefined {
	const term = site && linker.files.get(site.file)!.code.terms[site.call.callee];
	return term?.kind === 'member' ? evaluate(linker, site!.file, term.of) : undefined;
}

/** What the body of a function returns, its type parameters not filled. */
export function bodyResult(linker: Linker, of: {kind: 'function'; file: string; fn: number}, receiver?: Value): Value {
	const {code} = linker.files.get(of.file)!;
	const body = code.bodies[of.fn]!;
	const one = (term: number): Value =>
		receiver && code.terms[term]?.kind === 'this' && receiver.kind !== 'unknown'
			? receiver
			: evaluate(linker, of.file, term);
	if (body.returns >= 0) {
		const declared = one(body.returns);
		if (declared.kind === 'signature' && !body.async && body.results.length > 0) {
			// A function behind an annotation is that function.
			const written = unionOf(body.results.map(one));
			if (armsOf(written).every(({kind}) => kind === 'function')) return written;
		}
		if (declared.kind !== 'unknown') return declared;
	}
	if (body.generator) return globalValue(['Generator', 'new']);
	const result = body.results.length > 0 ? unionOf(body.results.map(one)) : primitiveValue('undefined');
	return body.async ? promiseOf(awaitedValue(linker, result)) : result;
}
