import type {ScanOption} from '../scan-options.ts';
import {configKeys, shapeOf} from './config-keys.ts';
import {describeShape, type Shape} from './shape.ts';

/** What stands before it in `docs/configuration.md` is written by hand. */
export const MARKER = '<!-- From here on made of the options: npm run docs:config -->';

/** `schema/config.json`: what an editor knows of a config. */
export function configSchema(): object {
	const $schema: Shape = {type: 'string', description: 'Where this schema is, for editors'};
	const described = [...configKeys()].map(([key, option]) => [
		key,
		{description: option.description, ...shapeOf(option)},
	]);
	return {
		$schema: 'http://json-schema.org/draft-07/schema#',
		title: 'Config of unfired',
		description: 'Options of unfired scan; those that are typed replace them. See docs/configuration.md.',
		type: 'object',
		additionalProperties: false,
		properties: {$schema, ...Object.fromEntries(described)},
	};
}

/** `page` with its table of keys made anew. */
export function renewConfigPage(page: string): string {
	const at = page.indexOf(MARKER);
	const rows = [...configKeys()].map(([key, option]) => [`\`${key}\``, describeShape(shapeOf(option)), tell(option)]);
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	const table = [['Key', 'Value', 'What it says'], ['---', '---', '---'], ...rows].map(line);
	return [`${page.slice(0, at < 0 ? page.length : at)}${MARKER}`, '', ...table, ''].join('\n');
}

const FROM = {path: 'Relative', report: 'FILE is relative', glob: 'Relative'};

const tell = ({description = '', relative}: ScanOption): string =>
	`${description.replaceAll('|', '\\|')}${relative ? `. ${FROM[relative]} to the config` : ''}`;
