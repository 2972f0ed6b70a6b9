import type {StandIn} from '../model/tests.ts';
import {extractClasses} from './tests/classes.ts';
import type {Context} from './tests/context.ts';
import {extractFakes} from './tests/fakes.ts';
import {extractHttpMocks} from './tests/http-mocks.ts';
import {extractMade} from './tests/made.ts';
import {extractModules} from './tests/modules.ts';
import {extractPlainFunctions} from './tests/plain-functions.ts';
import {extractNamed} from './tests/servers.ts';
import {extractDepends} from './tests/told-by-callers.ts';
import {withoutUncalled} from './tests/uncalled.ts';

/** Everything that a test file puts in place of the real thing, by line. */
export function extractStandIns(context: Context): StandIn[] {
	const found = [
		...extractModules(context),
		...extractFakes(context),
		...extractHttpMocks(context),
		...extractMade(context),
		...extractPlainFunctions(context),
		...extractClasses(context),
		...extractNamed(context),
	];
	// Stable: entries of one line keep the order of this list.
	return withoutUncalled(context, extractDepends(context, found)).sort((a, b) => a.line - b.line);
}
