import {showCount} from './numbers.ts';
import type {TreeNode} from './tree.ts';

/** What a screen reader says of a file or folder, and what the tip of the map shows. */
export function describe(node: TreeNode): string[] {
	const {fired, decided, undecided, lines, covered, sites, weight} = node;
	return [
		decided > 0
			? `error paths: ${fired} of ${showCount(decided, 'decided arc')} fired${undecided > 0 ? `, ${undecided} undecided` : ''}`
			: `error paths: ${showCount(undecided, 'arc')}, none decided`,
		lines > 0
			? `lines: ${((100 * covered) / lines).toFixed(1)} % of ${lines.toLocaleString('en')} ran`
			: 'lines: not measured',
		`${showCount(sites, 'site')}, weight ${weight.toFixed(2)}`,
	];
}
