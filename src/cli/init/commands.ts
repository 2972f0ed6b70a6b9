import type {PackageManager} from '../../model/project.ts';
import type {Survey} from '../../model/survey.ts';
import {VERSION} from '../../util/version.ts';

/** `unfired` as a line of CI or of a hook starts it: what is installed, else this version. */
export const unfiredCommand = ({isInstalled, manager}: Survey): string =>
	isInstalled ? `${EXECUTE[manager]} unfired` : `npx --yes unfired@${VERSION}`;

const EXECUTE = {npm: 'npx', pnpm: 'pnpm exec', yarn: 'yarn', bun: 'bunx'} satisfies Record<PackageManager, string>;

/** Installs what the lock file says, and nothing else where there is one. */
export function installCommand({manager, hasLock, isBerry}: Survey): string {
	if (!hasLock) return `${manager} install`;
	if (manager === 'npm') return 'npm ci';
	return `${manager} install ${manager === 'yarn' && isBerry ? '--immutable' : '--frozen-lockfile'}`;
}

/** Adds a package for one run of CI. */
export function addCommand({manager, isWorkspace, isBerry}: Survey, name: string): string {
	switch (manager) {
		case 'npm':
			return `npm install --no-save ${name}`;
		case 'pnpm':
			return `pnpm add --save-dev ${isWorkspace ? '--workspace-root ' : ''}${name}`;
		case 'yarn':
			return `yarn add --dev ${isWorkspace && !isBerry ? '-W ' : ''}${name}`;
		case 'bun':
			return `bun add --dev ${name}`;
	}
}

/** Nobody is there to be asked whether a package may be fetched. */
export const unattended = (command: string): string => command.replace(/^npx (?!-)/, 'npx --yes ');
