/** Every diagnostic about a scan. A diagnostic is never a finding about the code. */
export type DiagnosticCode =
	| 'folder-missing'
	| 'no-sources'
	| 'file-unreadable'
	| 'file-skipped'
	| 'syntax-error'
	| 'tsconfig-broken'
	| 'package-broken'
	| 'gitignore-broken'
	| 'ignore-broken'
	| 'glob-unmatched'
	| 'symlink-loop'
	| 'import-unresolved'
	| 'rule-broken'
	| 'coverage-missing'
	| 'coverage-broken'
	| 'coverage-empty'
	| 'coverage-unmatched'
	| 'coverage-ambiguous'
	| 'coverage-root'
	| 'coverage-stale'
	| 'coverage-partial'
	| 'coverage-aside'
	| 'source-map-broken'
	| 'trace-broken'
	| 'trace-stale'
	| 'trace-cut'
	| 'trace-unmatched'
	| 'traffic-unmatched'
	| 'record-left-out'
	| 'record-escape'
	| 'graph-fallback'
	| 'checker-partial'
	| 'suppression-without-reason'
	| 'suppression-unknown'
	| 'suppression-unused'
	| 'baseline-stale'
	| 'critical-unmatched';

export interface Diagnostic {
	level: 'info' | 'warning' | 'error';
	code: DiagnosticCode;
	/** What happened, why it matters, what to do: one or two plain sentences without a line break. */
	message: string;
	/** Relative to the scanned root where inside it. */
	file?: string;
	/** A command that would help, to be run in the scanned folder. */
	command?: string;
}
