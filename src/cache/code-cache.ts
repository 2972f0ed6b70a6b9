import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {constants, Script} from 'node:vm';
import {sha1} from '../util/sha1.ts';
import {readCached, writeCached} from './cache-files.ts';

type Load = (name: string) => unknown;

/** Modules with what V8 made of them in an earlier process: half of a small scan would go into compiling the compiler. */
export interface CodeCache {
	/**
	 * Runs a CommonJS module as `require` does, once.
	 * @param load in place of its `require`
	 */
	run(path: string, load?: Load): unknown;
	/** Keeps what V8 made of the modules that it did not know, with all that was compiled while they ran. */
	save(): void;
}

/**
 * @param folder for nobody but this package: code out of it is run
 * @param engine names the kind of V8, so that several share the folder
 */
export function openCodeCache(folder: string, engine: string): CodeCache {
	const loaded = new Map<string, {exports: unknown}>();
	const unknown: {script: Script; key: string; hash: string}[] = [];
	const compile = (path: string): Script => {
		const bytes = readFileSync(path);
		const source = bytes.toString();
		// V8 itself knows its version and its flags, but of the source only the length.
		const hash = sha1(bytes);
		const key = join(folder, `${sha1(path).slice(0, 16)}-${engine}.bin`);
		const kept = readCached(key);
		const isKept = kept?.toString('latin1', 0, hash.length) === hash;
		const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
			filename: path,
			cachedData: isKept ? kept.subarray(hash.length) : undefined,
			importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
		});
		if (!isKept) unknown.push({script, key, hash});
		return script;
	};
	return {
		run(path, load = createRequire(path)) {
			const known = loaded.get(path);
			if (known) return known.exports;
			const module = {exports: {}};
			loaded.set(path, module);
			compile(path).runInThisContext()(module.exports, load, module, path, dirname(path));
			return module.exports;
		},
		save() {
			for (const {script, key, hash} of unknown.splice(0))
				writeCached(key, [Buffer.from(hash, 'latin1'), script.createCachedData()]);
		},
	};
}
