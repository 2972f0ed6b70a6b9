import {ts} from '@ts-morph/common';
import {bare} from './flow/bare.ts';
import {type Exported, exportOf} from './foreign-exports.ts';
import {declarationOf, type FileIndex, homeOf} from './walk.ts';

/** What a name of another file stands for: `http` imported from `./http.ts`, `config.http` behind `import * as config`. */
export function foreignOf(index: FileIndex, expression: ts.Expression | ts.EntityName): Exported | undefined {
	if (!index.others) return undefined;
	const node = ts.isQualifiedName(expression) ? expression : bare(expression as ts.Expression);
	if (ts.isIdentifier(node)) return ofIdentifier(index, node);
	if (ts.isPropertyAccessExpression(node)) return memberOf(foreignOf(index, node.expression), node.name.text);
	if (ts.isQualifiedName(node)) return memberOf(foreignOf(index, node.left), node.right.text);
	return undefined;
}

function ofIdentifier(index: FileIndex, node: ts.Identifier): Exported | undefined {
	const declaration = declarationOf(index, node);
	if (declaration?.kind !== 'import') return undefined;
	return exportOf(homeOf(index, node), declaration.module, declaration.member);
}

/** Only of a module: members of values are for those to read who know what may have been put there. */
function memberOf(of: Exported | undefined, name: string): Exported | undefined {
	return of?.kind === 'module' ? exportOf(of.index, undefined, name) : undefined;
}
