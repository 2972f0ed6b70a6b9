import {evaluate} from './evaluate.ts';
import {substitute} from './generics.ts';
import {type Linker, seekOnce} from './linker.ts';
import {constraintOf, memberOf} from './members.ts';
import {mapArms, primitiveValue, UNKNOWN, unionOf, type Value} from './values.ts';

/** An element of a list, a value of a record or map; of a map in a loop a pair. */
export function elementOf(linker: Linker, of: Value, index?: number): Value {
	switch (of.kind) {
		case 'union':
			return mapArms(of, arm => elementOf(linker, arm, index));
		case 'both':
			return unionOf(of.of.map(part => elementOf(linker, part, index)));
		case 'array':
			return index === undefined ? of.of : (of.items?.[index] ?? of.of);
		case 'keyed':
			return of.name === 'Map' ? pair(of.of) : of.of;
		case 'instance':
			return elementOfInstance(linker, of);
		case 'generic':
			return constraintOf(linker, of, value => elementOf(linker, value, index));
		case 'external':
			return {kind: 'external', module: of.module, path: [...of.path, '[]']};
		case 'primitive':
			return of.name === 'string' ? primitiveValue('string') : UNKNOWN;
		default:
			return UNKNOWN;
	}
}

const pair = (value: Value): Value => ({kind: 'array', of: UNKNOWN, items: [UNKNOWN, value]});

/** Any of an object's values; of a class what its base holds. */
function elementOfInstance(linker: Linker, of: Extract<Value, {kind: 'instance'}>): Value {
	const {file} = of;
	const shape = linker.files.get(file)!.code.shapes[of.shape]!;
	const bound = (value: Value) => (of.bound ? substitute(value, of.bound) : value);
	if (shape.index >= 0 && shape.kind === 'interface') return bound(evaluate(linker, file, shape.index));
	if (shape.kind === 'object') {
		const values = shape.members.map(({name}) => memberOf(linker, of, name));
		if (shape.index >= 0) values.push(evaluate(linker, file, shape.index));
		return values.length > 0 ? unionOf(values) : UNKNOWN;
	}
	// A class or interface that extends itself holds nothing new.
	const inherited = seekOnce(linker, `element ${file}#${of.shape}`, () =>
		shape.extends.map(term => elementOf(linker, evaluate(linker, file, term))).find(({kind}) => kind !== 'unknown'),
	);
	return inherited ? bound(inherited) : UNKNOWN;
}

/** What `await` makes of a value. */
export function awaitedValue(linker: Linker, of: Value): Value {
	switch (of.kind) {
		case 'union':
			return mapArms(of, arm => awaitedValue(linker, arm));
		case 'both':
			return unionOf(of.of.map(part => awaitedValue(linker, part)));
		case 'promise':
			return awaitedValue(linker, of.of);
		case 'instance':
			return promised(linker, of) ?? of;
		default:
			return of;
	}
}

/** A class or interface that extends Promise stands for what it promises. */
function promised(linker: Linker, of: Extract<Value, {kind: 'instance'}>): Value | undefined {
	const found = seekOnce(linker, `promised ${of.file}#${of.shape}`, () => {
		for (const term of linker.files.get(of.file)!.code.shapes[of.shape]!.extends) {
			const base = evaluate(linker, of.file, term);
			const promise = base.kind === 'promise' ? base.of : base.kind === 'instance' && promised(linker, base);
			if (promise) return promise;
		}
		return undefined;
	});
	return found && of.bound ? substitute(found, of.bound) : found;
}
