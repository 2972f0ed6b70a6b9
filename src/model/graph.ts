import type {DirectedGraph} from 'graphology';
import type {CallCounts} from './call-question.ts';
import type {Site} from './site.ts';
import type {FailureHow} from './tests.ts';
import type {MockRef, TestRef} from './verdict.ts';

/**
 * How an edge was found. `callback`: handed on by the caller. `event`: emitted by name, and listened to. `may` edges are never
 * weighed as if they were sure.
 */
export type EdgeHow = 'exact' | 'declared' | 'hierarchy' | 'callback' | 'event' | 'may';

export interface NodeAttributes {
	file: string;
	line: number;
	name: string;
	/** True for code of test files. */
	test: boolean;
}

export interface EdgeAttributes {
	how: EdgeHow;
	/** Number of call places. */
	calls: number;
	/** Number of targets that a call through an interface fans out to; 1 for all others. */
	fanOut: number;
}

/** Nodes are functions, keyed `file#index` (index in the file's `functions`). */
export type CallGraph = DirectedGraph<NodeAttributes, EdgeAttributes>;

export const nodeKey = (file: string, functionIndex: number): string => `${file}#${functionIndex}`;

/** How often the system was entered at run time, by node. */
export type Traffic = ReadonlyMap<string, number>;

export interface EntryPoint {
	node: string;
	file: string;
	line: number;
	/** `POST /orders`, `queue orders`, `bin unfired`, `export createPool`. */
	name: string;
	kind: 'route' | 'consumer' | 'bin' | 'export' | 'job';
}

/** The project as one whole: what calls what, where it is entered, and the sites with their open ends closed. */
export interface LinkedProject {
	graph: CallGraph;
	entryPoints: EntryPoint[];
	sites: Site[];
	/** By site id: the tests near it (direct import, base name, or named), and what stands in for its operation there. */
	links: Map<string, TestLinks>;
	calls: CallCounts;
	/** Test files that may run something: those whose tests are all skipped or check types alone are left out. */
	testFiles?: string[];
	/** What a test file puts in place of a site's guarded operations; asked only where its coverage shows that it ran them. */
	replacedIn?(site: string, testFile: string): Replacement;
}

/** What one test file as a whole does to the operations that a site guards. */
export interface Replacement {
	/**
	 * Every test of the file that may run sees stand-ins of surely all these operations: joined by import, type, option or
	 * host, never by a name alone.
	 */
	whole: boolean;
	/** Over everything in the file that may stand in for them, homonyms included: `succeeds` only if all was read and does. */
	outcome: MockRef['outcome'];
	/** The first sure stand-in. */
	first?: MockRef;
}

export interface TestLinks {
	/** Tests near the site. */
	near: TestRef[];
	/** Test files whose imports lead to the site's file: a count only, for it says little. */
	reached: number;
	/** Stand-ins of near tests for the guarded operation. */
	mocks: MockRef[];
	/** How many of `mocks` fail at least once. */
	failing: number;
	/** Parallel to `mocks`: what the judge needs beyond what the report shows. */
	details?: StandInDetail[];
	/** Test files that hold the tests in `near`. */
	files?: number;
}

/** How one stand-in relates to the operation that a site guards. */
export interface StandInDetail {
	/** `nock`, `vi.fn`, `option` … */
	form: string;
	/**
	 * What joins them. `named`: the operation's own name, at a seam of the right object, class, module or option.
	 * `near`: a host or a bare name in a test of the site; enough to explain, never to decide.
	 */
	join: 'named' | 'near';
	how: FailureHow | null;
	/** HTTP status of a failing answer. */
	status?: number;
	/** The tests that it stands for name the site's function in their own text. */
	firm?: true;
	/** It fails and goes on failing. */
	lasting: boolean;
	/** Near tests of the same file that it stands for. */
	tests: number;
	/** As in `StandIn`. */
	engine?: 'happy-path' | 'real';
	hides?: 'retries';
}
