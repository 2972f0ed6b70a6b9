// Where Chromium is, for the tests of the map, its bench and its pictures.
import {accessSync, constants} from 'node:fs';
import {delimiter, join} from 'node:path';
import process from 'node:process';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Containers run as root and have little shared memory. */
export const CHROMIUM_ARGS = ['--no-sandbox', '--disable-dev-shm-usage'];

/** `CHROMIUM_PATH`, or the first of the usual names in `PATH`. */
export function findChromium() {
	const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
	const usual = NAMES.flatMap(name => folders.map(folder => join(folder, name)));
	return [process.env.CHROMIUM_PATH ?? '', ...usual].filter(Boolean).find(isProgram);
}

function isProgram(path) {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
