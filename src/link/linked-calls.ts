import type {CallCounts} from '../model/call-question.ts';
import type {Target} from '../model/code.ts';
import type {CallGraph} from '../model/graph.ts';
import type {Flow} from './flows.ts';
import type {TermRef} from './linker.ts';
import type {Modules} from './modules.ts';
import type {Value} from './values.ts';

/** What calls what, in all files at hand. */
export interface LinkedCalls {
	graph: CallGraph;
	modules: Modules;
	/** Calls that reach functions in ways that their callees do not show. */
	flows: readonly Flow[];
	/** What the call with this id in the file's `calls` calls. */
	targetOf(file: string, call: number): Target;
	/** The functions of the project that a term of a file means. */
	functionsOf(file: string, term: number): Array<{file: string; fn: number}>;
	/** What a term of a file means, for those that look for more than functions. */
	valueOf(file: string, term: number): Value;
	/** What is added to a thing after its declaration, on itself and on what it makes. */
	addedTo(value: Value): TermRef[];
	/** The functions written where a value of this function type is asked for. */
	callablesOf(value: Value): Array<{file: string; fn: number}>;
	/** The functions that implement or override a member of a class or interface. */
	implementationsOf(of: {file: string; shape: number}, name: string): Array<{file: string; fn: number}>;
	calls: CallCounts;
}
