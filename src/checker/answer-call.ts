import {ts} from '@ts-morph/common';
import type {CallAnswer, CalledDeclaration} from '../model/call-question.ts';
import {byText} from '../util/compare.ts';
import {bare, type CallNode, lastName} from './find-calls.ts';

/** Tells which declarations are the project's. */
export interface Homes {
	/** The file of the project. */
	ownFile(source: ts.SourceFile): string | undefined;
	/** Of a package or of the language: what is built from the project is neither its own nor outside. */
	isOutside(source: ts.SourceFile): boolean;
}

const compareDeclarations = (a: CalledDeclaration, b: CalledDeclaration): number =>
	byText(a.file, b.file) || a.line - b.line || a.column - b.column;

/** Where a call leads by the type of its callee. Arguments are looked at only where they choose. */
export function answerCall(checker: ts.TypeChecker, node: CallNode, homes: Homes): CallAnswer {
	const declarations = declarationsOf(checker, node);
	const at = new Map<string, CalledDeclaration>();
	for (const declaration of declarations) {
		const place = placeOf(declaration, homes);
		if (place) at.set(`${place.file}:${place.line}:${place.column}`, place);
	}
	if (at.size > 0) return {kind: 'project', at: [...at.values()].sort(compareDeclarations)};
	const isExternal = declarations.length > 0 && declarations.every(one => homes.isOutside(one.getSourceFile()));
	return {kind: isExternal ? 'external' : 'unknown'};
}

function declarationsOf(checker: ts.TypeChecker, node: CallNode): ts.Declaration[] {
	const callee = calledBy(checker, node);
	const type = checker.getTypeAtLocation(callee);
	const found = new Set<ts.Declaration>();
	for (const part of type.isUnion() ? type.types : [type]) {
		const signatures = signaturesOf(checker, part, node);
		for (const signature of signatures) {
			const declaration = signature.declaration ?? classOf(part);
			if (declaration) found.add(memberOr(checker, callee, withBody(declaration)));
		}
	}
	const chosen = found.size > 1 && !type.isUnion() && callee === node.expression ? chosenOf(checker, node) : undefined;
	return chosen && found.has(chosen) ? [chosen] : [...found];
}

/** `f.call(x)` calls f. */
function calledBy(checker: ts.TypeChecker, node: CallNode): ts.Expression {
	const callee = bare(node.expression);
	if (!ts.isPropertyAccessExpression(callee) || !/^(?:call|apply)$/.test(callee.name.text)) return node.expression;
	const signatures = checker.getTypeAtLocation(callee.expression).getCallSignatures();
	return signatures.length > 0 ? callee.expression : node.expression;
}

function signaturesOf(checker: ts.TypeChecker, type: ts.Type, node: CallNode): readonly ts.Signature[] {
	const apparent = checker.getApparentType(type);
	const isMade = ts.isNewExpression(node) || node.expression.kind === ts.SyntaxKind.SuperKeyword;
	const made = isMade ? checker.getSignaturesOfType(apparent, ts.SignatureKind.Construct) : [];
	// In plain JavaScript a function may be a constructor.
	return made.length > 0 ? made : checker.getSignaturesOfType(apparent, ts.SignatureKind.Call);
}

/** A class without a constructor declares no signature. */
const classOf = (type: ts.Type): ts.Declaration | undefined =>
	type.symbol?.declarations?.find(declaration => ts.isClassLike(declaration));

/** Of a function with several declared forms the one that has the body. */
function withBody(declaration: ts.Declaration): ts.Declaration {
	if (hasBody(declaration) || ts.isClassLike(declaration)) return declaration;
	const {symbol} = declaration as ts.Declaration & {symbol?: ts.Symbol};
	return symbol?.declarations?.find(hasBody) ?? declaration;
}

const hasBody = (node: ts.Node): boolean => ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;

/** Of a function type the member that is of this type, for what implements the member is known by its name. */
function memberOr(checker: ts.TypeChecker, callee: ts.Expression, declaration: ts.Declaration): ts.Declaration {
	if (hasBody(declaration) || ts.isClassLike(declaration) || isMember(declaration)) return declaration;
	const {parent} = declaration;
	if (isMember(parent)) return parent;
	const name = lastName(callee);
	const symbol = name && checker.getSymbolAtLocation(name);
	return symbol?.declarations?.find(isMember) ?? declaration;
}

type Member = ts.MethodSignature | ts.PropertySignature | ts.MethodDeclaration | ts.PropertyDeclaration;

const isMember = (node: ts.Node): node is Member =>
	ts.isMethodSignature(node) ||
	ts.isPropertySignature(node) ||
	ts.isMethodDeclaration(node) ||
	ts.isPropertyDeclaration(node);

function chosenOf(checker: ts.TypeChecker, node: CallNode): ts.Declaration | undefined {
	const declaration = checker.getResolvedSignature(node)?.declaration;
	return declaration && !ts.isJSDocSignature(declaration) ? withBody(declaration) : undefined;
}

function placeOf(declaration: ts.Declaration, homes: Homes): CalledDeclaration | undefined {
	const source = declaration.getSourceFile();
	const file = homes.ownFile(source);
	if (file === undefined) return undefined;
	const {line, character} = source.getLineAndCharacterOfPosition(declaration.getStart(source));
	const name =
		isMember(declaration) && !ts.isComputedPropertyName(declaration.name) ? declaration.name.text : undefined;
	return {file, line: line + 1, column: character + 1, ...(name !== undefined && {member: name})};
}
