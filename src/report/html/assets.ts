import {createRequire} from 'node:module';
import {InputError} from '../../util/input-error.ts';

/** The program and the style of the map, as the build bundles them from `src/map`. */
export interface MapAssets {
	script: string;
	style: string;
}

/** Beside the bundle, beside the built modules, and where the sources are run as they are. */
const PLACES = ['../map/assets.json', '../../map/assets.json', '../../../dist/map/assets.json'];

/** Read when a map is wanted, and not before: no other report needs it. Throws an InputError where it is not built. */
export function readMapAssets(): MapAssets {
	const require = createRequire(import.meta.url);
	for (const place of PLACES) {
		try {
			return require(place) as MapAssets;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
		}
	}
	throw new InputError('The map is not built: dist/map/assets.json is missing. Run npm run build in unfired first.');
}
