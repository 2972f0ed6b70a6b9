export type FileRole = 'source' | 'test' | 'generated' | 'declaration';

export interface ProjectFile {
	/** Relative to the scanned root, with `/`. */
	file: string;
	/** `generated` and `declaration` files are known but not scanned for sites. */
	role: FileRole;
	bytes: number;
}

/** A workspace package, or the root itself. */
export interface ProjectPackage {
	/** Folder relative to the scanned root, `.` for the root. */
	folder: string;
	name?: string;
	/** `main`, `module`, `exports` … leading to source or built files, as written in package.json. */
	entries: Array<{subpath: string; target: string}>;
	/** `bin` targets, as written. */
	bins: string[];
	/** Names in dependencies, devDependencies, peerDependencies and optionalDependencies, with their ranges. */
	dependencies: Record<string, string>;
	/** Scripts of package.json, as written. */
	scripts?: Record<string, string>;
	type: 'module' | 'commonjs';
}

/** What a tsconfig says that matters for resolving imports. Folders relative to the scanned root. */
export interface ProjectConfig {
	/** The tsconfig's own path. */
	file: string;
	folder: string;
	baseUrl?: string;
	/** Pattern to targets, targets relative to the scanned root. */
	paths: Record<string, string[]>;
	rootDir?: string;
	outDir?: string;
	/** True where the config's `files`/`include`/`exclude` cover the file (decided by the project stage). */
	files: string[];
}

/** A file that a runner loads before the tests of the package in this folder. */
export interface TestSetup {
	folder: string;
	file: string;
}

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** A folder of sources as `project` found it; plain data. */
export interface Project {
	/** Absolute. Never printed. */
	root: string;
	name: string;
	commit: string | null;
	/** Told by package.json or by the lock file; absent where neither tells. */
	manager?: PackageManager;
	files: ProjectFile[];
	packages: ProjectPackage[];
	configs: ProjectConfig[];
	/** Absent where none was found. */
	setups?: TestSetup[];
	/** Coverage found in the usual places or named by the user, relative to the root where inside it, else absolute. */
	coverage: string[];
	/** Folders of coverage per test file that the user named, in the same way. */
	coveragePerTest?: string[];
	/** Traces found in the usual place or named by the user, in the same way. */
	traces?: string[];
}
