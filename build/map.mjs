// Bundles the program and the style of the map (src/map) into one text each, as `--reporter html` writes them into its page.
import {mkdirSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NOTICE = '/* With d3-hierarchy 3, (c) 2010-2021 Mike Bostock, ISC licence. */';

/** Fresh from the sources: `{script, style}`. */
export async function bundleMap() {
	const {outputFiles} = await build({
		absWorkingDir: ROOT,
		entryPoints: ['src/map/main.ts', 'src/map/style.css'],
		outdir: 'dist/map',
		bundle: true,
		minify: true,
		write: false,
		format: 'iife',
		// `light-dark()` stays as it is: browsers have known it since 2024.
		target: ['chrome123', 'firefox120', 'safari17.5'],
		charset: 'utf8',
		banner: {js: NOTICE},
		logLevel: 'warning',
	});
	const textOf = end => outputFiles.find(({path}) => path.endsWith(end)).text.trim();
	const assets = {script: textOf('.js'), style: textOf('.css')};
	// It stands in a script element as it is.
	if (/<\/script|<!--/i.test(assets.script) || /<\/style/i.test(assets.style))
		throw new Error('The map would end its own script or style element.');
	return assets;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	mkdirSync(`${ROOT}/dist/map`, {recursive: true});
	writeFileSync(`${ROOT}/dist/map/assets.json`, JSON.stringify(await bundleMap()));
}
