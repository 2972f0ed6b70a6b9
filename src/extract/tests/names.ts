import {ts} from '@ts-morph/common';
import {byText} from '../../util/compare.ts';
import type {FileIndex} from '../walk.ts';
import type {Blocks} from './blocks.ts';

/** All names of the file, sorted; and enters into every test the names that its own text uses. */
export function extractNames(index: FileIndex, blocks: Blocks): string[] {
	const all = [...index.identifiers.keys()].sort(byText);
	const used = blocks.tests.map(() => new Set<number>());
	for (const [id, name] of all.entries()) {
		for (const identifier of index.identifiers.get(name)!) {
			if (ts.isLabeledStatement(identifier.parent)) continue;
			for (let test = testAt(blocks, identifier.end); test >= 0; test = outerTest(blocks, test)) used[test]!.add(id);
		}
	}
	for (const [test, ids] of used.entries()) blocks.tests[test]!.names = [...ids].sort((a, b) => a - b);
	return all;
}

/** The innermost test around an offset, or -1. Tests are ordered by their start. */
function testAt({testBlocks}: Blocks, offset: number): number {
	let low = 0;
	let high = testBlocks.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (testBlocks[middle]!.node.pos < offset) low = middle + 1;
		else high = middle;
	}
	for (let block = testBlocks[low - 1] as Blocks['testBlocks'][number] | undefined; block; block = block.parent) {
		if (block.test >= 0 && block.node.end >= offset) return block.test;
	}
	return -1;
}

function outerTest({testBlocks}: Blocks, test: number): number {
	for (let block = testBlocks[test]!.parent; block; block = block.parent) if (block.test >= 0) return block.test;
	return -1;
}
