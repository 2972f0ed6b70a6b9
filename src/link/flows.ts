import type {Target} from '../model/code.ts';
import type {EdgeHow} from '../model/graph.ts';
import type {TermRef} from './linker.ts';
import type {Value} from './values.ts';

export interface FunctionRef {
	file: string;
	fn: number;
}

export interface FlowAnswers {
	targetOf(file: string, call: number): Target;
	functionsOf(file: string, term: number): FunctionRef[];
	valueOf(file: string, term: number): Value;
	/** What a member of a value is. */
	memberValue(of: Value, name: string): Value;
	/** The functions that a member of a value is, or that implement it. */
	memberFunctions(of: Value, name: string): FunctionRef[];
	/** The classes of the project that a value may be of, with what they extend. */
	familyOf(value: Value): ReadonlySet<string>;
	/** What is assigned to a member of a value after it was declared. */
	putInto(of: () => Value, name: string): TermRef[];
	/** Whether something is assigned to a member of this name of a class of the project. */
	isPut(name: string): boolean;
}

/** A call of `from` that reaches `to` in a way that its callee does not show. */
export interface Flow {
	from: FunctionRef;
	to: FunctionRef;
	how: EdgeHow;
	/** The call, by its place in the file's `calls`. */
	call: number;
	/** Over how many functions the call fans out. */
	fanOut: number;
}

export const distinct = (list: readonly FunctionRef[]): FunctionRef[] => [
	...new Map(list.map(one => [`${one.file}#${one.fn}`, one])).values(),
];
