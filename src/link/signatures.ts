import {evaluate} from './evaluate.ts';
import type {Linker} from './linker.ts';
import type {Value} from './values.ts';

type Signature = Extract<Value, {kind: 'signature'}>;
type Instance = Extract<Value, {kind: 'instance'}>;

/** How a value of an interface can be called, or constructed with `new`; what it extends included. */
export function signaturesOf(linker: Linker, of: Instance, isNew: boolean, depth = 0): Signature[] {
	const {calls, makes, extends: bases} = linker.files.get(of.file)!.code.shapes[of.shape]!;
	const own = (isNew ? makes : calls).map(
		(signature): Signature => ({kind: 'signature', file: of.file, signature, ...(of.bound && {bound: of.bound})}),
	);
	if (own.length > 0 || depth > 5) return own;
	return bases.flatMap(term => {
		const base = evaluate(linker, of.file, term);
		if (base.kind === 'signature') return isNew ? [] : [base];
		return base.kind === 'instance' ? signaturesOf(linker, base, isNew, depth + 1) : [];
	});
}
