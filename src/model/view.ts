/** What linking knows of the project and one file alone does not: what its names, calls and parameters lead to. */
export interface ProjectView {
	/** The project file that a specifier means; undefined for everything outside of the project. */
	resolve(from: string, specifier: string): string | undefined;
	/** The calls of source files that run a function. `all`: nobody else can call it. */
	callersOf(file: string, fn: number): {calls: CallRef[]; all: boolean};
	/** The functions of the project that a call runs, by name, import or `this`. */
	functionsOf(file: string, call: number): Array<{file: string; fn: number}>;
	/** What of a package a call calls; `()` stands for what calling or constructing made. */
	calledOf(file: string, call: number): {module: string; steps: string[]} | undefined;
	/** Whether some file assigns a member of this name of something that it imports. */
	isWritten(name: string): boolean;
}

/** `call`: index into the file's `calls`. */
export interface CallRef {
	file: string;
	call: number;
}
