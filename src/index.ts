export type * from './model/diagnostic.ts';
export type * from './model/report.ts';
export type {ArcName, Certainty, Operation, SiteKind} from './model/site.ts';
export type {Basis, MockRef, TestRef, Verdict, Witness} from './model/verdict.ts';
export type {Progress} from './progress.ts';
export {type ScanResult, scan} from './scan.ts';
export type {ScanOptions} from './scan-options.ts';
export {InputError} from './util/input-error.ts';
